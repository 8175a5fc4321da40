// Before the tests: brings what they drive beside Node (a browser, Linux's own tools) when this is Debian and we are root.
// Where something can't be had, the tests that need it are skipped, and say so; nothing here fails the run.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

interface Need {
  readonly packages: readonly string[];
  readonly files: readonly string[];
  readonly reason: string;
}

const NEEDS: readonly Need[] = [
  {
    packages: ['chromium'],
    files: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
    reason: 'drives the page',
  },
  {
    packages: ['fonts-noto-cjk'],
    files: ['/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'],
    reason: 'draws Korean',
  },
  { packages: ['iproute2'], files: ['/usr/sbin/ip', '/sbin/ip', '/bin/ip'], reason: 'builds namespaces' },
  {
    packages: ['iputils-ping'],
    files: ['/usr/bin/ping', '/bin/ping'],
    reason: 'pings under the real kernel',
  },
  {
    packages: ['iputils-arping'],
    files: ['/usr/bin/arping', '/usr/sbin/arping'],
    reason: 'probes under the real kernel',
  },
  { packages: ['tcpdump'], files: ['/usr/bin/tcpdump', '/usr/sbin/tcpdump'], reason: 'reads our captures' },
  {
    packages: ['mawk'],
    files: ['/usr/bin/mawk'],
    reason: 'runs beside our awk',
  },
  { packages: ['jq'], files: ['/usr/bin/jq'], reason: 'runs beside our jq' },
  {
    packages: ['python3'],
    files: ['/usr/bin/python3', '/usr/local/bin/python3'],
    reason: 'captures every namespace',
  },
];

const missing = NEEDS.filter((need) => !need.files.some((file) => existsSync(file)));

if (missing.length > 0) {
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) install(missing);
  for (const need of missing.filter((one) => !one.files.some((file) => existsSync(file)))) {
    process.stderr.write(
      `SKIPPED: ${need.packages.join(', ')} (${need.reason}) is missing and can't be installed here.\n`,
    );
  }
}

function install(needs: readonly Need[]): void {
  const packages = needs.flatMap((need) => need.packages);
  process.stderr.write(`Installing for the tests: ${packages.join(' ')}\n`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (args: string[]): boolean =>
    spawnSync('apt-get', args, { env: environment, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  run(['-qq', 'update']);
  if (!run(['-qq', '-y', '--no-install-recommends', 'install', ...packages])) {
    for (const name of packages) run(['-qq', '-y', '--no-install-recommends', 'install', name]);
  }
}
