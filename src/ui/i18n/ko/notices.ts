import type { Catalog } from '../catalog.ts';

export const notices: Catalog['notices'] = {};
