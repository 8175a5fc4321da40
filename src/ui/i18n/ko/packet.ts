import type { Catalog } from '../catalog.ts';

export const packet: Catalog['packet'] = {
  title: '패킷',
};
