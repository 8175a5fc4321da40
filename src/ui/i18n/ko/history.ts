import type { Catalog } from '../catalog.ts';

export const history: Catalog['history'] = {};
