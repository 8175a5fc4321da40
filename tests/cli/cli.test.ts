import { describe, expect, test } from 'vitest';
import { cli } from '../../src/cli/cli.ts';
import { formatDocument } from '../../src/document/json.ts';
import { EXAMPLES, exampleDocument } from '../../src/document/examples.ts';
import type { LabDocument } from '../../src/document/schema.ts';

interface Ended {
  readonly status: number;
  readonly out: string;
  readonly err: string;
  readonly files: Map<string, string>;
}

async function run(command: string, files: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const disk = new Map(Object.entries(files));
  let out = '';
  let err = '';
  const status = await cli(command.split(' '), {
    out: (text) => (out += text),
    err: (text) => (err += text),
    read: (path) => {
      const text = disk.get(path);
      if (text === undefined) throw new Error('ENOENT: no such file');
      return text;
    },
    write: (path, text) => disk.set(path, String(text)),
    language: 'en',
  });
  return { status, out, err, files: disk };
}

const abc = exampleDocument(EXAMPLES[0], 'en');
const json = formatDocument(abc);

function without(document: LabDocument, change: (text: string) => string): string {
  return change(formatDocument(document));
}

describe('packetwalk walk', () => {
  test('exits with 0 when the ping is answered, and prints a line a decision', async () => {
    const { status, out } = await run('walk lab.json --from A --to C', { 'lab.json': json });
    expect(status).toBe(0);
    expect(out.split('\n').length).toBeGreaterThan(60);
    expect(out).toMatch(/A eth0\s+neigh\.probe/);
  });

  test('exits with 1 and says why when the packet dies', async () => {
    const off = without(abc, (text) =>
      text.replace('"net.ipv4.ip_forward": "1"', '"net.ipv4.ip_forward": "0"'),
    );
    const { status, out } = await run('walk lab.json --from A --to C', { 'lab.json': off });
    expect(status).toBe(1);
    expect(out).toMatch(/sysctl -w net\.ipv4\.ip_forward=1/);
  });

  test('a port where nobody listens is no delivery', async () => {
    const { status, out } = await run('walk lab.json --from A --to C --proto udp:53', { 'lab.json': json });
    expect(status).toBe(1);
    expect(out).toContain('packet.drop');
  });

  test('prints the trace as JSON lines, the same in each run', async () => {
    const one = await run('walk lab.json --from A --to C --json', { 'lab.json': json });
    const two = await run('walk lab.json --from A --to C --json', { 'lab.json': json });
    expect(one.out).toBe(two.out);
    const kinds = one.out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { kind: string }).kind);
    expect(kinds).toContain('ip.forward');
  });

  test.for([
    ['walk', 'one topology file is needed'],
    ['walk lab.json --to C', '--from MACHINE is needed'],
    ['walk lab.json --from X --to C', 'no machine "X"; there are'],
    ['walk lab.json --from A/red --to C', 'A has no namespace "red"'],
    ['walk lab.json --from A --to nobody', '"nobody" is neither an address nor a machine'],
    ['walk lab.json --from A --to C --ttl 0', '--ttl takes a whole number from 1 to 255, not "0"'],
    ['walk lab.json --from A --to C --proto tcp:80', 'TCP is not modelled yet'],
    ['walk lab.json --from A --to C --nonsense', "Unknown option '--nonsense'"],
    ['walk none.json --from A --to C', 'none.json: ENOENT'],
    ['walk lab.txt --from A --to C', 'a topology is a .json or a .link file'],
    ['dance', 'there is no command "dance"'],
  ] as const)('refuses "%s"', async ([command, message]) => {
    const { status, err } = await run(command, { 'lab.json': json, 'lab.txt': json });
    expect(err).toContain(message);
    expect(status).toBe(2);
  });
});

describe('packetwalk convert', () => {
  test('a link holds the whole lab', async () => {
    const link = (await run('convert lab.json lab.link', { 'lab.json': json })).files.get('lab.link') ?? '';
    const back = await run('convert lab.link back.json', { 'lab.link': link });
    expect(back.files.get('back.json')).toBe(json);
  });

  test('a script builds the machines as namespaces', async () => {
    const { files } = await run('convert lab.json lab.sh', { 'lab.json': json });
    expect(files.get('lab.sh')).toContain('ip -n A route add default via 192.168.1.6');
  });

  test('a cut link is refused, and nothing is written', async () => {
    const link = (await run('convert lab.json lab.link', { 'lab.json': json })).files.get('lab.link') ?? '';
    const { status, err, files } = await run('convert cut.link out.json', { 'cut.link': link.slice(0, 200) });
    expect(status).toBe(2);
    expect(err).toContain('cut.link:');
    expect(files.has('out.json')).toBe(false);
  });
});

describe('packetwalk check', () => {
  test('a sound lab passes in silence', async () => {
    expect(await run('check lab.json', { 'lab.json': json })).toMatchObject({ status: 0, out: '' });
  });

  test('two hosts with one address are found', async () => {
    const twice = without(abc, (text) => text.replace('192.168.1.6/24', '192.168.1.5/24'));
    const { status, out } = await run('check lab.json', { 'lab.json': twice });
    expect(status).toBe(1);
    expect(out).toContain('A and B both have 192.168.1.5 on one LAN');
  });

  test('a mangled file is refused with what and where', async () => {
    const mangled = without(abc, (text) => text.replace('192.168.1.5/24', '192.168.1.555/24'));
    const { status, out } = await run('check lab.json', { 'lab.json': mangled });
    expect(status).toBe(1);
    expect(out).toMatch(/machines\.0\.netns\.0\.devs\.\d\.addrs\.0/);
  });
});

describe('packetwalk run', () => {
  const pair = [
    'ip netns add red',
    'ip link add v0 type veth peer name v1 netns red',
    'ip addr add 192.0.2.1/24 dev v0; ip link set v0 up',
    'ip -n red addr add 192.0.2.2/24 dev v1; ip -n red link set v1 up',
    'ping -q -c 1 192.0.2.2 > /dev/null && echo answered',
  ].join('\n');

  test.for([
    ['the two streams are kept apart', 'echo one; echo two >&2; exit 7', 'one\n', 'two\n', 7],
    [
      'a blank machine has lo alone, down',
      'ip -br link',
      'lo               DOWN           00:00:00:00:00:00 <LOOPBACK> \n',
      '',
      0,
    ],
    ['its name is host', 'hostname', 'host\n', '', 0],
    ['standard input is empty', 'cat; echo end', 'end\n', '', 0],
    ['standard output is a pipe', '[ -t 1 ] || echo pipe', 'pipe\n', '', 0],
    ['what is unknown', 'frobnicate', '', 's.sh: line 1: frobnicate: command not found\n', 127],
    ['arguments', 'echo $0 $1 $#', 's.sh a 2\n', '', 0],
    ['an hour passes in no time', 'sleep 3600; echo woke', 'woke\n', '', 0],
  ] as const)('%s', async ([, script, out, err, status]) => {
    expect(await run('run s.sh a b', { 's.sh': script })).toMatchObject({ out, err, status });
  });

  test('- is standard input, and is called bash', async () => {
    expect(await run('run -', { '-': 'echo $0; nosuch' })).toMatchObject({
      out: 'bash\n',
      err: 'bash: line 2: nosuch: command not found\n'.replace('line 2', 'line 1'),
      status: 127,
    });
  });

  test('writes one capture an interface, and the trace', async () => {
    const { out, files } = await run('run s.sh --pcap caps --trace t.json', { 's.sh': pair });
    expect(out).toBe('answered\n');
    expect([...files.keys()].filter((path) => path.startsWith('caps/'))).toEqual([
      'caps/host.v0.pcap',
      'caps/red.v1.pcap',
    ]);
    expect(files.get('t.json')).toContain('"kind":"ping.reply"');
  });

  test('a topology gives it a machine and a network', async () => {
    const files = { 'lab.json': json, 's.sh': 'ping -c 1 192.168.2.5 | grep -c "bytes from"; hostname' };
    const { out } = await run('run s.sh --topology lab.json --on A', files);
    expect(out).toBe('1\nA\n');
  });

  test.for([
    ['while :; do sleep 60; done', 'a day of virtual time'],
    ['kill -STOP $$', 'waits for something'],
  ] as const)('%s is stopped', async ([script, why]) => {
    const { err, status } = await run('run s.sh', { 's.sh': script });
    expect(err).toContain(why);
    expect(status).toBe(2);
  });

  test.for([
    ['run', 'a SCRIPT is needed'],
    ['run s.sh --on A', '--on needs --topology'],
    ['run s.sh --topology lab.json', '--on MACHINE is needed: one of'],
    ['run s.sh --topology lab.json --on X', 'no machine "X"; there are'],
    ['run s.sh --topology lab.json --on A/red', 'A has no namespace "red"'],
    ['run none.sh', 'none.sh: ENOENT'],
    ['run s.sh --nonsense', "Unknown option '--nonsense'"],
  ] as const)('refuses "%s"', async ([command, message]) => {
    const { err, status } = await run(command, { 's.sh': 'true', 'lab.json': json });
    expect(err).toContain(message);
    expect(status).toBe(2);
  });
});
