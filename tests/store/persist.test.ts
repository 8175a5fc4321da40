import { describe, expect, test } from 'vitest';
import { EXAMPLES } from '../../src/document/examples.ts';
import { encodeLink } from '../../src/document/link.ts';
import { type KeyValue, memoryStorage } from '../../src/store/persist.ts';
import { FakeBrowser, User } from '../support/store.ts';

const example = EXAMPLES[0].document;
const SOON = 1_000;

/** What the browser holds, by lab name, newest first. */
const kept = (user: User): string[] => user.state.recent.map(({ name }) => name);

function openWindow(browser: FakeBrowser, window: KeyValue = memoryStorage()): User {
  return new User(browser.deps(window));
}

describe('a window', () => {
  test('opens on the first example, and keeps nothing until something is done', () => {
    const browser = new FakeBrowser();
    const user = openWindow(browser);
    browser.pass(SOON);
    expect(user.state).toMatchObject({ document: example, saved: 'saved', notice: undefined });
    expect(browser.storage.keys()).toEqual([]);
  });

  test('saves a moment after an edit, and finds it again', () => {
    const browser = new FakeBrowser();
    const user = openWindow(browser);
    user.do.renameLab('mine');
    expect(user.state.saved).toBe('saving');
    browser.pass(SOON);
    expect(user.state.saved).toBe('saved');
    expect(openWindow(browser).state.document).toEqual(user.state.document);
  });

  test('saves at once when the page goes away', () => {
    const browser = new FakeBrowser();
    const user = openWindow(browser);
    user.do.renameLab('mine');
    user.do.flush();
    expect(openWindow(browser).state.document.name).toBe('mine');
  });

  test('remembers the language and the theme', () => {
    const browser = new FakeBrowser();
    const user = openWindow(browser);
    user.do.setLanguage('ko');
    user.do.setTheme('dark');
    expect(openWindow(browser).state).toMatchObject({ language: 'ko', theme: 'dark' });
  });

  test('finds its own lab again after a reload, not the newest of another window', () => {
    const browser = new FakeBrowser();
    const session = memoryStorage();
    const first = openWindow(browser, session);
    first.do.renameLab('first');
    browser.pass(SOON);
    const second = openWindow(browser);
    second.do.renameLab('second');
    browser.pass(SOON);
    expect(openWindow(browser, session).state.document.name).toBe('first');
    expect(openWindow(browser).state.document.name).toBe('second');
  });

  test('never writes over what another window wrote', () => {
    const browser = new FakeBrowser();
    const users = [openWindow(browser), openWindow(browser)];
    for (const n of [1, 2, 3]) {
      for (const [i, user] of users.entries()) user.do.renameLab(`window ${i}, edit ${n}`);
      browser.pass(SOON);
    }
    expect(kept(openWindow(browser)).sort()).toEqual(['window 0, edit 3', 'window 1, edit 3']);
  });

  test('that the browser made by duplicating a tab goes its own way', () => {
    const browser = new FakeBrowser();
    const session = memoryStorage();
    const original = openWindow(browser, session);
    original.do.renameLab('original');
    browser.pass(SOON);
    const copyOfSession = memoryStorage(
      session.keys().map((key) => [key, session.getItem(key) ?? ''] as const),
    );
    const copy = openWindow(browser, copyOfSession);
    copy.do.renameLab('copy');
    browser.pass(SOON);
    original.do.renameLab('original, later');
    browser.pass(SOON);
    expect(kept(openWindow(browser))).toEqual(['original, later', 'copy']);
  });
});

describe('storage that fails', () => {
  function fullStorage(): KeyValue {
    const storage = memoryStorage();
    return {
      ...storage,
      setItem: () => {
        throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
      },
    };
  }

  test('is told once, and the work goes on', () => {
    const browser = new FakeBrowser(fullStorage());
    const user = openWindow(browser);
    user.do.renameLab('mine');
    browser.pass(SOON);
    expect(user.state).toMatchObject({ saved: 'failed', notice: { key: 'save-failed' } });
    user.do.notify(undefined);
    user.do.renameLab('still mine');
    browser.pass(SOON);
    expect(user.state).toMatchObject({ saved: 'failed', notice: undefined });
    expect(user.state.document.name).toBe('still mine');
  });

  test('altogether (a private window) leaves a lab that works', () => {
    const refuse = (): never => {
      throw new DOMException('denied', 'SecurityError');
    };
    const storage: KeyValue = { getItem: refuse, setItem: refuse, removeItem: refuse, keys: refuse };
    const user = new User(new FakeBrowser(storage).deps(storage));
    user.do.setTheme('dark');
    user.do.runStimulus();
    expect(user.answers).toBe(1);
  });

  test.each([
    ['cut off in the middle', (text: string) => text.slice(0, text.length / 2)],
    ['of a newer version', (text: string) => text.replace('"version": 1', '"version": 9')],
    ['edited by hand', (text: string) => text.replace('192.168.1.5/24', '192.168.1.555/24')],
    ['refused by the kernel', (text: string) => text.replace('"via": "192.168.1.6"', '"via": "10.9.9.9"')],
    ['without a head', (text: string) => text.slice(text.indexOf('\n') + 1)],
    ['empty', () => ''],
  ])('data that is %s is kept aside, told, and the page opens', (_how, spoil) => {
    const browser = new FakeBrowser();
    const user = openWindow(browser);
    user.do.renameLab('mine');
    browser.pass(SOON);
    const [slot] = browser.storage.keys().filter((key) => key.startsWith('packetwalk.lab.'));
    const spoilt = spoil(browser.storage.getItem(slot ?? '') ?? '');
    browser.storage.setItem(slot ?? '', spoilt);

    const next = openWindow(browser);
    expect(next.state).toMatchObject({
      document: example,
      notice: { key: 'saved-broken', severity: 'error' },
    });
    next.do.renameLab('a new one');
    browser.pass(SOON);
    expect(browser.storage.keys().map((key) => browser.storage.getItem(key))).toContain(spoilt);
  });
});

describe('opening another lab', () => {
  test("keeps the user's own among the recent ones, and is undone in one step", () => {
    const browser = new FakeBrowser();
    const user = openWindow(browser);
    user.do.renameLab('mine');
    const mine = user.state.document;
    user.do.openDocument(EXAMPLES[1]?.document ?? example);
    browser.pass(SOON);
    expect(kept(user)).toEqual(['One LAN, one switch', 'mine']);
    user.do.undo();
    expect(user.state.document).toEqual(mine);
  });

  test('again and again does not pile up labs that nobody edited', () => {
    const browser = new FakeBrowser();
    const user = openWindow(browser);
    user.do.renameLab('mine');
    for (const { document } of EXAMPLES) {
      user.do.openDocument(document);
      browser.pass(SOON);
    }
    expect(kept(user)).toEqual([EXAMPLES.at(-1)?.document.name, 'mine']);
  });

  test("from a link offers the way back to one's own", async () => {
    const browser = new FakeBrowser();
    const user = openWindow(browser);
    user.do.renameLab('mine');
    browser.pass(SOON);
    await user.do.openFragment(`#lab=${await encodeLink(EXAMPLES[1]?.document ?? example)}`);
    const { notice } = user.state;
    expect(notice).toMatchObject({ key: 'link-opened', detail: 'One LAN, one switch' });
    user.do.openRecent(notice?.offer?.slot ?? '');
    expect(user.state.document.name).toBe('mine');
  });

  test('from a link in a new window leaves the slot of the old one alone', async () => {
    const browser = new FakeBrowser();
    openWindow(browser).do.renameLab('mine');
    browser.pass(SOON);
    const other = openWindow(browser);
    await other.do.openFragment(`#lab=${await encodeLink(example)}`);
    other.do.renameLab('theirs');
    browser.pass(SOON);
    expect(kept(other)).toEqual(['theirs', 'mine']);
  });
});

describe('input that is not right', () => {
  const inputs: readonly (readonly [string, () => Promise<string>])[] = [
    ['a truncated link', async () => (await encodeLink(example)).slice(0, -20)],
    ['a link of a newer version', async () => (await encodeLink(example)).replace('1.', '7.')],
    ['an oversized link', async () => `1.${'A'.repeat(1_000_001)}`],
    ['a mangled link', async () => (await encodeLink(example)).replace(/[a-f]/g, 'x')],
    ['an address without a lab', async () => 'https://example.org/'],
    ['a truncated file', async () => JSON.stringify(example).slice(0, 500)],
    ['a file of a newer version', async () => JSON.stringify({ ...example, version: 2 })],
    ['an oversized file', async () => `{"format":"packetwalk","x":"${'x'.repeat(8_000_000)}"}`],
    ['a file with a typo', async () => JSON.stringify(example).replace('"plugged"', '"pluged"')],
    [
      'a file that the kernel refuses',
      async () => JSON.stringify(example).replace('"via":"192.168.1.6"', '"via":"10.9.9.9"'),
    ],
    ['a file of somebody else', async () => '{"name":"clab","topology":{}}'],
    ['nothing', async () => ''],
  ];

  test.each(inputs)("%s is refused in words, and the user's work is still there", async (_what, input) => {
    const browser = new FakeBrowser();
    const user = openWindow(browser);
    user.do.renameLab('mine');
    user.do.runStimulus();
    browser.pass(SOON);
    const { document, past, length, cursor } = user.state;

    const refused = await user.do.importText(await input());
    expect(refused.ok).toBe(false);
    expect(user.state.notice).toMatchObject({ severity: 'error', key: 'import-refused' });
    expect(user.state.notice?.detail).toMatch(/^(?!.*\{\w+\}).{20,300}$/);
    expect(user.state).toMatchObject({ document, past, length, cursor });
    browser.pass(SOON);
    expect(openWindow(browser).state.document).toEqual(document);
  });

  test('says what the kernel refuses, and where', async () => {
    const user = new User();
    const text = JSON.stringify(example).replace('"via":"192.168.1.6"', '"via":"10.9.9.9"');
    await user.do.importText(text);
    expect(user.state.notice?.detail).toBe(
      'The kernel refuses "ip route add default via 10.9.9.9 dev eth0": Error: Nexthop has invalid gateway. (machines.0.netns.0.routes)',
    );
  });

  test('of a fragment that is no lab is left alone', async () => {
    const user = new User();
    expect(await user.do.openFragment('#about')).toEqual({ ok: true });
    expect(user.state).toMatchObject({ notice: undefined, past: [] });
  });

  test.each([
    ['JSON', async () => JSON.stringify(EXAMPLES[1]?.document)],
    ['a link', async () => encodeLink(EXAMPLES[1]?.document ?? example)],
    [
      'an address with a link',
      async () => `https://example.org/#lab=${await encodeLink(EXAMPLES[1]?.document ?? example)}`,
    ],
  ])('but %s is read', async (_what, input) => {
    const user = new User();
    expect((await user.do.importText(`  ${await input()}\n`)).ok).toBe(true);
    expect(user.state.document).toEqual(EXAMPLES[1]?.document);
  });
});
