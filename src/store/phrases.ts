// What the store itself refuses, in the user's language. (What a document or the kernel refuses has its own words.)

import type { ConnectError } from '../lab/connect.ts';
import type { Language } from './app-state.ts';

export type StoreRefusal = ConnectError | { readonly why: 'bad-name' | 'name-taken'; readonly name: string };

type Phrases = Readonly<Record<StoreRefusal['why'], string>>;

const en: Phrases = {
  'no-such-machine': 'That machine is gone.',
  'same-machine': 'A cable needs two machines.',
  'no-such-port': 'There is no port {port} on that machine.',
  'port-taken': 'A cable is already plugged into {port}.',
  'bad-name': 'A name has 1 to 80 characters.',
  'name-taken': 'Another machine is called {name}.',
};

const ko: Phrases = {
  'no-such-machine': '그 장비는 이미 없습니다.',
  'same-machine': '케이블은 서로 다른 두 장비를 이어야 합니다.',
  'no-such-port': '그 장비에는 {port} 포트가 없습니다.',
  'port-taken': '{port}에는 이미 케이블이 꽂혀 있습니다.',
  'bad-name': '이름은 1자에서 80자까지입니다.',
  'name-taken': '이름이 {name}인 장비가 이미 있습니다.',
};

export function phraseRefusal(language: Language, refusal: StoreRefusal): string {
  const words: Readonly<Record<string, string>> = { ...refusal };
  const phrase = (language === 'ko' ? ko : en)[refusal.why];
  return phrase.replaceAll(/\{(\w+)\}/g, (_, name: string) => words[name] ?? '?');
}
