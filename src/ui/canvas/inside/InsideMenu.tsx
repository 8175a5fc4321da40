import { Cable, SquareTerminal, Table2, Trash2 } from 'lucide-react';
import { commandOf } from '../../../lab/commands.ts';
import { parseInsideId, removeInsideOp } from '../../../lab/inside.ts';
import { useActions } from '../../app/store-context.ts';
import { MenuItem, MenuSeparator } from '../../common/Menu.tsx';
import { useT } from '../../i18n/I18n.tsx';
import { useCanvasScope } from '../scope.ts';

/** Of a namespace, a bridge or a veth pair. */
export function InsideMenu({ id }: { readonly id: string }) {
  const t = useT();
  const { ui, topology } = useCanvasScope();
  const actions = useActions();
  const ref = parseInsideId(id);
  if (!ref) return null;
  const isBox = topology
    .get()
    .machine(ref.machine)
    ?.inside?.boxes.some((box) => box.id === id);
  return (
    <>
      <MenuItem
        icon={Table2}
        onSelect={() => {
          actions.inspect(ref.machine, ref.netns);
          actions.setInspectorTab('device');
        }}
      >
        {t.canvas.inspect}
      </MenuItem>
      <MenuItem icon={SquareTerminal} keys="T" onSelect={() => actions.openTerminal(ref.machine, ref.netns)}>
        {t.terminal.open}
      </MenuItem>
      {isBox && (
        <MenuItem icon={Cable} keys="C" onSelect={() => ui.set({ veth: { machine: ref.machine, from: id } })}>
          {t.canvas.addVeth}
        </MenuItem>
      )}
      <MenuSeparator />
      <MenuItem
        icon={Trash2}
        keys="Delete"
        danger
        hint={commandOf(removeInsideOp(ref))}
        onSelect={() => {
          actions.select({ machines: [], cables: [], inside: [id] });
          actions.removeSelection();
        }}
      >
        {t.canvas.remove}
      </MenuItem>
    </>
  );
}
