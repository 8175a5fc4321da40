import type { Catalog } from '../catalog.ts';

export const terminal: Catalog['terminal'] = {
  title: '터미널',
  open: '터미널 열기',
  openOn: (name) => `${name}의 터미널`,
  nobody: '먼저 캔버스에 장비를 놓으세요',
  tabs: '터미널 목록',
  another: '다른 터미널…',
  close: (name) => `${name} 터미널 닫기`,
  hide: '터미널 숨기기',
  loading: '셸을 시작하는 중…',
  loadFailed: '터미널을 불러오지 못했습니다. 닫고 다시 열어 보세요.',
  screenReader: '스크린 리더 모드',
  panelOf: (name) => `${name} 터미널`,
  inputOf: (name) => `${name}의 셸. Esc나 F6을 누르면 터미널에서 나갑니다.`,
  help: {
    group: '터미널에서',
    open: '선택한 장비의 터미널 열기',
    leave: '터미널에서 탭으로 나가기',
    enter: '탭에서 터미널로 들어가기',
    interrupt: '실행 중인 것 멈추기',
    complete: '단어 완성',
    search: '기록에서 찾기',
    copy: '복사, 붙여넣기',
    zoom: '글자 크게, 작게',
  },
  ended: {
    undone: '[네트워크가 이전 상태로 돌아가서, 여기서 실행되던 것을 끝냈습니다]',
    opened: '[랩이 새로 부팅되어, 여기서 실행되던 것을 끝냈습니다]',
    rebooted: '[장비가 다시 시작되었습니다]',
    failed: '[Packetwalk 자체의 문제입니다]',
  },
};
