import type { Catalog } from '../catalog.ts';

export const palette: Catalog['palette'] = {
  title: '캔버스에 추가',
  host: '호스트',
  router: '라우터',
  switch: '스위치',
  hostHint: '리눅스 장비',
  routerHint: 'ip_forward를 켠 리눅스 장비',
  switchHint: '주소가 없는 리눅스 브리지',
  howTo: '캔버스로 끌어다 놓거나 눌러서 추가하세요',
  examples: '예제',
};
