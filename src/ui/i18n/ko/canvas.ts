import type { Catalog } from '../catalog.ts';

export const canvas: Catalog['canvas'] = {
  title: '캔버스',
};
