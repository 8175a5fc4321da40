export const dialogs = {
  title: 'Dialogs',
};
