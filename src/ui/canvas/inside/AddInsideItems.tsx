import { Boxes, Cable, Network } from 'lucide-react';
import { useApp, useAppStore } from '../../app/store-context.ts';
import { MenuItem, MenuSeparator } from '../../common/Menu.tsx';
import { useT } from '../../i18n/I18n.tsx';
import { useCanvasScope } from '../scope.ts';
import { addBridge, addNetns } from './add-inside.ts';

/** What a machine's menu offers to add inside of it. */
export function AddInsideItems({ id }: { readonly id: string }) {
  const t = useT();
  const store = useAppStore();
  const { ui } = useCanvasScope();
  const machine = useApp((state) => state.document.machines.find((candidate) => candidate.id === id));
  if (!machine || machine.kind === 'switch') return null;
  return (
    <>
      <MenuSeparator />
      <MenuItem icon={Boxes} hint="ip netns add" onSelect={() => addNetns(store, machine)}>
        {t.canvas.addNetns}
      </MenuItem>
      <MenuItem icon={Network} hint="ip link add type bridge" onSelect={() => addBridge(store, machine)}>
        {t.canvas.addBridge}
      </MenuItem>
      <MenuItem icon={Cable} hint="ip link add type veth" onSelect={() => ui.set({ veth: { machine: id } })}>
        {t.canvas.addVeth}
      </MenuItem>
    </>
  );
}
