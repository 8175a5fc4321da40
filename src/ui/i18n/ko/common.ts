import type { Catalog } from '../catalog.ts';

export const common: Catalog['common'] = {
  close: '닫기',
  cancel: '취소',
  apply: '적용',
  save: '저장',
  copy: '복사',
  copied: '복사했습니다',
  remove: '삭제',
  add: '추가',
  dismiss: '닫기',
  none: '없음',
  machineKind: { host: '호스트', router: '라우터', switch: '스위치' },
  linkState: { up: '켜짐', down: '꺼짐', 'no-carrier': '캐리어 없음' },
};
