// /etc/services: ports by name and names by port (getservbyname(3)).

import type { Proc } from '../../program.ts';

interface Service {
  readonly names: readonly string[];
  readonly port: number;
  readonly protocol: string;
}

export function services(proc: Proc): readonly Service[] {
  const text = proc.files.read('/etc/services');
  return (text.ok ? text.value : '').split('\n').flatMap((line) => {
    const [name, where = '', ...aliases] = line.replace(/#.*/, '').trim().split(/\s+/);
    const [port, protocol = ''] = where.split('/');
    return name === undefined || port === undefined || !/^\d+$/.test(port)
      ? []
      : [{ names: [name, ...aliases], port: Number(port), protocol }];
  });
}

export function serviceNamed(proc: Proc, name: string): number | undefined {
  return services(proc).find(({ names }) => names.includes(name))?.port;
}

export function serviceOf(proc: Proc, port: number): string | undefined {
  return services(proc).find((service) => service.port === port)?.names[0];
}
