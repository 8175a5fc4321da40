// Export: a lab as a shell script that builds it on any Linux machine from network namespaces, veth pairs and bridges.
// A machine becomes a namespace, a cable a veth pair. The tests run these scripts under the real kernel.

import { ok, type Result } from '../base/result.ts';
import { present } from '../base/assert.ts';
import type { DocumentError } from '../document/document-error.ts';
import type { LabDocument } from '../document/schema.ts';
import { devByName } from '../engine/device/table.ts';
import type { NetnsId } from '../engine/ids.ts';
import type { NetlinkOp, Op } from '../engine/netlink.ts';
import { commandOf } from '../lab/commands.ts';
import { compile } from '../lab/compile.ts';
import { difference } from '../lab/difference.ts';
import type { Lab } from '../lab/lab.ts';

/** Where the other ends of ports live that have no cable: a veth end whose peer is down has no carrier. */
const UNPLUGGED = 'unplugged';

interface Port {
  readonly netns: NetnsId;
  readonly name: string;
}

/** The script, or what is wrong with the document. Cable delay and loss are only told in comments: they take `tc` and a scheduler. */
export function netnsScript(document: LabDocument): Result<string, DocumentError> {
  const compiled = compile(document);
  if (!compiled.ok) return compiled;
  const exporter = new NetnsExport(document, compiled.value);
  const blank: LabDocument = { ...document, machines: [], cables: [] };
  const body = difference(blank, document).flatMap((op) => exporter.commands(op));
  return ok([...header(document, exporter.needsUnplugged), ...body, ''].join('\n'));
}

function header(document: LabDocument, needsUnplugged: boolean): string[] {
  return [
    '#!/usr/bin/env bash',
    `# "${document.name.replaceAll(/\s+/g, ' ')}", drawn in Packetwalk. Run it as root; each machine becomes a network namespace.`,
    '# To leave your own network alone: unshare -nm bash -c "mount -t tmpfs none /run/netns; bash THIS; bash"',
    '# IPv6 is off, as in the drawing; bridges flood multicast. Cable delays are left out: they take tc and netem.',
    'set -euo pipefail',
    '',
    ...(needsUnplugged ? ['# the far ends of ports without a cable', `ip netns add ${UNPLUGGED}`, ''] : []),
  ];
}

class NetnsExport {
  readonly #document: LabDocument;
  readonly #lab: Lab;
  readonly #made = new Set<string>();
  readonly needsUnplugged: boolean;

  constructor(document: LabDocument, lab: Lab) {
    this.#document = document;
    this.#lab = lab;
    this.needsUnplugged = document.machines.some((machine) =>
      machine.netns.some((netns) =>
        netns.devs.some(
          (dev) => dev.kind === 'physical' && !this.#far({ netns: machine.id as NetnsId, name: dev.name }),
        ),
      ),
    );
  }

  commands(op: Op): string[] {
    switch (op.op) {
      case 'machine.add':
        return this.#addNetns(op.id as string as NetnsId);
      case 'netns.add':
        return this.#addNetns(`${op.machine}/${op.name}` as NetnsId);
      case 'link.add':
        return op.link.kind === 'physical' ? this.#port(op) : this.#link(op);
      case 'cable.add':
        return op.loss > 0 ? [`# cable ${op.id} loses ${op.loss * 100} % of its frames in the drawing`] : [];
      default: {
        const command = commandOf(op, (netns) => this.#nameOf(netns));
        return command === undefined ? [] : command.split('\n').map(quiet);
      }
    }
  }

  #addNetns(id: NetnsId): string[] {
    const name = this.#nameOf(id);
    const off = ['all', 'default'].map((which) => `net.ipv6.conf.${which}.disable_ipv6=1`).join(' ');
    return [`ip netns add ${name}`, `ip netns exec ${name} sysctl -qw ${off}`];
  }

  #link(op: Extract<NetlinkOp, { op: 'link.add' }>): string[] {
    const command = commandOf(op, (netns) => this.#nameOf(netns));
    if (command === undefined) return [];
    return [op.link.kind === 'bridge' ? `${command} mcast_snooping 0` : command];
  }

  /** A physical port and what is at the other end of its cable, at once: they are one veth pair. */
  #port(op: Extract<NetlinkOp, { op: 'link.add' }>): string[] {
    const near: Port = { netns: op.netns, name: op.name };
    if (this.#made.has(key(near))) return [];
    const far = this.#far(near);
    const nearEnd = `${this.#end(near)} netns ${this.#nameOf(near.netns)}`;
    if (!far) {
      const peer = `far${this.#made.size}`;
      this.#made.add(key(near));
      return [`ip link add ${nearEnd} type veth peer name ${peer} netns ${UNPLUGGED}`];
    }
    this.#made.add(key(near)).add(key(far));
    return [`ip link add ${nearEnd} type veth peer name ${this.#end(far)} netns ${this.#nameOf(far.netns)}`];
  }

  #end(port: Port): string {
    const ns = present(this.#lab.world.netns.get(port.netns), `namespace ${port.netns}`);
    const dev = present(devByName(ns, port.name), `device ${port.name}`);
    return `${dev.name} index ${dev.ifindex} address ${dev.mac}`;
  }

  /** What is plugged in at the other end. */
  #far(near: Port): Port | undefined {
    for (const cable of this.#document.cables) {
      if (!cable.plugged) continue;
      const side = cable.ends.findIndex((end) => end.machine === near.netns && end.port === near.name);
      const far = side < 0 ? undefined : cable.ends[1 - side];
      if (far) return { netns: far.machine as NetnsId, name: far.port };
    }
    return undefined;
  }

  #nameOf(id: NetnsId): string {
    const [machine = '', inner] = id.split('/');
    const name = this.#document.machines.find((one) => one.id === machine)?.name ?? machine;
    return shellWord(inner === undefined ? name : `${name}-${inner}`);
  }
}

function key(port: Port): string {
  return `${port.netns} ${port.name}`;
}

/** sysctl(8) says what it wrote unless it is told not to. */
function quiet(command: string): string {
  return command.replace(/\bsysctl -w /, 'sysctl -qw ');
}

/** Quoted if a shell would read anything into it; a name with a slash can't name a namespace. */
function shellWord(name: string): string {
  const safe = name.replaceAll('/', '_');
  return /^[\w.-]+$/.test(safe) ? safe : `'${safe.replaceAll("'", `'\\''`)}'`;
}
