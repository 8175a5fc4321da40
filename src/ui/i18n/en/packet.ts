export const packet = {
  title: 'Packet',
};
