import type { Catalog } from '../catalog.ts';

export const inspector: Catalog['inspector'] = {
  title: '인스펙터',
};
