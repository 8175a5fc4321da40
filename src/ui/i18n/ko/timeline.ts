import type { Catalog } from '../catalog.ts';

export const timeline: Catalog['timeline'] = {
  title: '타임라인',
};
