import type { Catalog } from '../catalog.ts';

export const dialogs: Catalog['dialogs'] = {
  title: 'Dialogs',
};
