import type { Catalog } from '../catalog.ts';

export const packet: Catalog['packet'] = {
  title: '패킷',
  none: '이 단계에는 패킷이 없습니다. 다음 단계로 가거나 타임라인에서 프로토콜이 있는 줄을 고르세요.',
  notRun: '실행하면 단계마다 패킷을 이곳에 펼쳐서 보여 줍니다.',
  noEthernet: '아직 이더넷 헤더가 없습니다. 이웃의 MAC 주소를 모르기 때문입니다.',
  tcpdump: 'tcpdump 출력',
  layers: '계층',
  octets: '옥텟',
  octetsOf: (length) => `${length}바이트`,
  octetLabel: (offset, value, field) => `옥텟 ${offset}: ${value}, ${field}`,
  bits: (first, last) => (first === last ? `비트 ${first}` : `비트 ${first}–${last}`),
  notes: {
    'checksum-ok': '맞음',
    'checksum-bad': '틀림',
    'checksum-absent': '없음',
  },
  embedded: '이 메시지가 가리키는 원래 패킷',
  identity: (id) => `패킷 ${id}`,
  parent: (id) => `패킷 ${id}을(를) 고쳐 쓴 것`,
  download: 'pcap 저장',
  downloadMenu: '이번 실행의 프레임',
  downloadAll: '모든 링크',
  downloadAllHint: '프레임마다 나갈 때 한 번씩',
  frames: (count) => `프레임 ${count}개`,
};
