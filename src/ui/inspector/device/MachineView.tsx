import { useMemo } from 'react';
import type { NetlinkOp } from '../../../engine/netlink.ts';
import type { Netns } from '../../../engine/netns.ts';
import { useActions, useApp } from '../../app/store-context.ts';
import { AddrSection } from './AddrSection.tsx';
import { FdbSection } from './FdbSection.tsx';
import { ForwardSwitch } from './ForwardSwitch.tsx';
import { LinkSection } from './LinkSection.tsx';
import { litBy } from './lit.ts';
import { NeighSection } from './NeighSection.tsx';
import { PortSection } from './PortSection.tsx';
import { RouteSection } from './RouteSection.tsx';
import { RuleSection } from './RuleSection.tsx';
import { SysctlSection } from './SysctlSection.tsx';
import { type Device, DeviceContext } from './use-device.ts';

interface MachineViewProps {
  readonly ns: Netns;
  readonly name: string;
}

/** All tables of one namespace, as they are at the playhead. */
export function MachineView({ ns, name }: MachineViewProps) {
  const world = useApp((state) => state.lab.world);
  const event = useApp((state) => state.lab.world.events[state.cursor]);
  // The tables are mutable: each revision is another device, so that everything below reads them again.
  const revision = useApp((state) => state.revision);
  const { applyOps } = useActions();
  const device = useMemo(() => {
    const edit = (...ops: readonly NetlinkOp[]) => {
      const done = applyOps({ key: 'edit', name }, ops);
      return done.ok ? undefined : done.error;
    };
    return { world, ns, lit: litBy(event, ns.id), edit, revision } satisfies Device & { revision: number };
  }, [world, ns, event, name, applyOps, revision]);
  const isSwitch = world.machines.get(ns.machine)?.kind === 'switch';
  const hasBridge = ns.devs.sorted((a, b) => a.ifindex - b.ifindex).some((dev) => dev.kind === 'bridge');
  return (
    <DeviceContext value={device}>
      {!isSwitch && <ForwardSwitch />}
      <LinkSection />
      {hasBridge && <PortSection />}
      {hasBridge && <FdbSection />}
      <AddrSection />
      <RouteSection />
      <NeighSection />
      <RuleSection />
      <SysctlSection />
    </DeviceContext>
  );
}
