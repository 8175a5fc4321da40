import type { Catalog } from '../catalog.ts';

const asItIs = (detail: string) => detail;

export const notices: Catalog['notices'] = {
  'edit-refused': { title: '할 수 없습니다', detail: asItIs },
  'import-refused': { title: '이 파일은 열 수 없습니다', detail: asItIs },
  'link-refused': {
    title: '이 링크는 열 수 없습니다',
    detail: (why) => `${why} 작업하던 랩은 그대로 있습니다.`,
  },
  'link-opened': { title: '링크에서 열었습니다', detail: asItIs },
  'saved-broken': {
    title: '브라우저에 저장된 랩이 손상되었습니다',
    detail: (why) => `${why} 원본은 따로 그대로 보관했습니다.`,
  },
  'save-failed': {
    title: '이 브라우저에 저장할 수 없습니다',
    detail: (why) => `${why} 파일로 내보내서 보관하세요.`,
  },
  'duplicate-addressless': {
    title: '복제본에 주소가 없습니다',
    detail: () => '프리픽스에 남은 주소가 없습니다.',
  },
  'no-stimulus': { title: '실행할 것이 없습니다', detail: () => '타임라인에서 먼저 ping을 고르세요.' },
  'run-bounded': {
    title: '실행을 중간에 끊었습니다',
    detail: () => '끝없이 이어질 실행입니다. 지금까지의 기록은 타임라인에 있습니다.',
  },
  back: { title: '내 랩으로 돌아가기', detail: asItIs },
};
