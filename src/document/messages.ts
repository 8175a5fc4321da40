// What is wrong with a document, as sentences, in English and Korean. A phrase says what was found and what is expected;
// the place is added behind it.

import type { DocumentError, DocumentErrorKey } from './document-error.ts';

type Phrases = Readonly<Record<DocumentErrorKey, string>>;

const en: Phrases = {
  'not-json': 'This is not JSON: {detail}',
  'not-packetwalk': 'This is not a Packetwalk lab: it has no "format": "packetwalk".',
  'newer-version':
    'This lab was made by a newer Packetwalk (version {version} of the format; this one reads up to {known}).',
  'unknown-version': '"{version}" is not a version of the format.',
  'too-long-text': 'The text has {length} characters; {limit} are read at most.',
  'link-empty': 'The link holds no lab.',
  'link-prefix': 'This is not a Packetwalk link: it begins with "{received}".',
  'link-newer': 'This link was made by a newer Packetwalk (version {version}; this one reads up to {known}).',
  'link-alphabet': 'The link has a character that links never have: "{character}" at place {place}.',
  'link-cut': 'The link is damaged: its end is missing, or it was changed on the way.',
  'link-too-big': 'The link unpacks to more than {limit} octets.',
  'link-shape': 'The link unpacks to something that is not a lab: {detail}',
  'wrong-type': 'Expected {expected}, found {received}.',
  missing: '"{name}" is missing.',
  'unknown-key': '"{name}" is not a key that belongs here.',
  'not-one-of': 'Expected {expected}, found {received}.',
  'out-of-range': 'Expected {expected}, found {received}.',
  'too-many': 'There are {received}; at most {limit} are allowed.',
  'too-long': 'It has {received} characters; at most {limit} are allowed.',
  empty: 'It is empty.',
  'bad-id': '{received} is not an id (letters, digits, "-" and "_", at most 32).',
  'bad-ifname':
    '{received} is not an interface name (at most 15 characters, no space, no "/" and no ":", as in Linux).',
  'bad-netns-name': '{received} is not a name for a network namespace.',
  'bad-address': '{received} is not an IPv4 address.',
  'bad-cidr': '{received} is not an IPv4 address with a prefix length, as in 192.0.2.1/24.',
  'bad-mac': '{received} is not a MAC address.',
  'bad-sysctl': '{received} is not a sysctl key, as in net.ipv4.ip_forward.',
  'bad-path':
    '{received} is not a path of a file that a lab keeps (absolute, and not below /tmp, /run, /proc, /sys or /dev).',
  'control-character': 'It has a control character.',
  duplicate: '"{name}" is there twice.',
  'no-such-machine': 'There is no machine "{name}".',
  'no-such-netns': 'There is no network namespace "{name}" on that machine.',
  'no-such-dev': 'There is no device "{name}" there.',
  'not-a-bridge': '"{name}" is not a bridge.',
  'not-its-port': '"{name}" is not a port of this bridge.',
  'not-a-port': '"{name}" is not a physical port, so that no cable can be plugged in.',
  'port-taken': 'Another cable is plugged into "{name}" already.',
  'cable-to-itself': 'Both ends of the cable are plugged into "{name}".',
  'peer-mismatch': 'The other end of the pair, "{name}", does not name this one.',
  'no-root-netns': 'The root namespace (its name is "") is not the first one.',
  'no-loopback': 'The first device of a namespace is "lo".',
  'not-for-kind': 'A {kind} device has no "{name}".',
  'dev-order': 'Devices come in the order of their ifindex.',
  refused: 'The kernel refuses "{command}": {error}',
};

const ko: Phrases = {
  'not-json': 'JSON이 아닙니다: {detail}',
  'not-packetwalk': 'Packetwalk 랩이 아닙니다: "format": "packetwalk"가 없습니다.',
  'newer-version':
    '더 새로운 Packetwalk에서 만든 랩입니다(형식 버전 {version}, 여기서는 {known}까지 읽습니다).',
  'unknown-version': '"{version}"은(는) 형식 버전이 아닙니다.',
  'too-long-text': '글자 수가 {length}입니다. 최대 {limit}자까지 읽습니다.',
  'link-empty': '링크에 랩이 들어 있지 않습니다.',
  'link-prefix': 'Packetwalk 링크가 아닙니다: "{received}"(으)로 시작합니다.',
  'link-newer': '더 새로운 Packetwalk에서 만든 링크입니다(버전 {version}, 여기서는 {known}까지 읽습니다).',
  'link-alphabet': '링크에 쓰이지 않는 문자가 있습니다: {place}번째 "{character}".',
  'link-cut': '링크가 손상되었습니다: 끝이 잘렸거나 도중에 바뀌었습니다.',
  'link-too-big': '링크를 풀면 {limit}옥텟이 넘습니다.',
  'link-shape': '링크를 풀었지만 랩이 아닙니다: {detail}',
  'wrong-type': '{expected}이(가) 와야 하는데 {received}입니다.',
  missing: '"{name}"이(가) 없습니다.',
  'unknown-key': '"{name}"은(는) 여기에 쓰는 키가 아닙니다.',
  'not-one-of': '{expected} 중 하나여야 하는데 {received}입니다.',
  'out-of-range': '{expected}이어야 하는데 {received}입니다.',
  'too-many': '{received}개 있습니다. 최대 {limit}개입니다.',
  'too-long': '{received}자입니다. 최대 {limit}자입니다.',
  empty: '비어 있습니다.',
  'bad-id': '{received}은(는) id가 아닙니다(영문자, 숫자, "-", "_", 최대 32자).',
  'bad-ifname':
    '{received}은(는) 인터페이스 이름이 아닙니다(리눅스처럼 최대 15자, 공백과 "/", ":"은 쓸 수 없습니다).',
  'bad-netns-name': '{received}은(는) 네트워크 네임스페이스 이름이 아닙니다.',
  'bad-address': '{received}은(는) IPv4 주소가 아닙니다.',
  'bad-cidr': '{received}은(는) 192.0.2.1/24 같은 IPv4 주소와 프리픽스 길이가 아닙니다.',
  'bad-mac': '{received}은(는) MAC 주소가 아닙니다.',
  'bad-sysctl': '{received}은(는) net.ipv4.ip_forward 같은 sysctl 키가 아닙니다.',
  'bad-path':
    '{received}은(는) 랩이 보관하는 파일의 경로가 아닙니다(절대 경로이고 /tmp, /run, /proc, /sys, /dev 밖이어야 합니다).',
  'control-character': '제어 문자가 들어 있습니다.',
  duplicate: '"{name}"이(가) 두 번 나옵니다.',
  'no-such-machine': '"{name}" 장비가 없습니다.',
  'no-such-netns': '그 장비에는 네트워크 네임스페이스 "{name}"이(가) 없습니다.',
  'no-such-dev': '거기에는 장치 "{name}"이(가) 없습니다.',
  'not-a-bridge': '"{name}"은(는) 브리지가 아닙니다.',
  'not-its-port': '"{name}"은(는) 이 브리지의 포트가 아닙니다.',
  'not-a-port': '"{name}"은(는) 물리 포트가 아니어서 케이블을 꽂을 수 없습니다.',
  'port-taken': '"{name}"에는 이미 다른 케이블이 꽂혀 있습니다.',
  'cable-to-itself': '케이블의 양 끝이 모두 "{name}"에 꽂혀 있습니다.',
  'peer-mismatch': '쌍의 다른 쪽 끝 "{name}"이(가) 이쪽을 가리키지 않습니다.',
  'no-root-netns': '이름이 ""인 루트 네임스페이스가 맨 앞에 있어야 합니다.',
  'no-loopback': '네임스페이스의 첫 장치는 "lo"여야 합니다.',
  'not-for-kind': '{kind} 장치에는 "{name}"이(가) 없습니다.',
  'dev-order': '장치는 ifindex 순서로 와야 합니다.',
  refused: '커널이 "{command}"을(를) 거부합니다: {error}',
};

/** One sentence and, in parentheses, where in the document. */
export function phraseDocumentError(language: 'en' | 'ko', error: DocumentError): string {
  const { key, params } = error.what;
  const phrase = (language === 'ko' ? ko : en)[key];
  const sentence = phrase.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? '?'));
  return error.where === '' ? sentence : `${sentence} (${error.where})`;
}
