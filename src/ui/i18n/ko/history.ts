import type { Catalog } from '../catalog.ts';

export const history: Catalog['history'] = {
  add: (name) => `${name} 추가`.trim(),
  connect: (name) => `${name} 연결`.trim(),
  move: (name) => `${name} 이동`.trim(),
  delete: (name) => `${name} 삭제`.trim(),
  duplicate: (name) => `${name} 복제`.trim(),
  rename: (name) => `${name} 이름 변경`.trim(),
  'rename-lab': () => '랩 이름 변경',
  edit: (name) => `${name} 설정`.trim(),
  cable: (name) => `${name} 케이블 변경`.trim(),
  stimulus: () => '실행할 것 변경',
  command: (name) => name,
  open: (name) => `${name} 열기`.trim(),
};
