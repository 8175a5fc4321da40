import { Cable, Copy, Pencil, SquareTerminal, Table2, Trash2 } from 'lucide-react';
import { useActions, useApp } from '../app/store-context.ts';
import { MenuItem, MenuSeparator } from '../common/Menu.tsx';
import { useT } from '../i18n/I18n.tsx';
import { AddInsideItems } from './inside/AddInsideItems.tsx';
import { useCanvasScope } from './scope.ts';

export function MachineMenu({ id }: { readonly id: string }) {
  const t = useT();
  const { ui } = useCanvasScope();
  const actions = useActions();
  const selection = useApp((state) => state.selection);
  const isAmongMany = selection.machines.includes(id) && selection.machines.length > 1;
  const choose = () => {
    if (!isAmongMany) actions.select({ machines: [id], cables: [] });
  };
  return (
    <>
      <MenuItem
        icon={Table2}
        onSelect={() => {
          choose();
          actions.inspect(id);
          actions.setInspectorTab('device');
        }}
      >
        {t.canvas.inspect}
      </MenuItem>
      <MenuItem icon={SquareTerminal} keys="T" onSelect={() => actions.openTerminal(id)}>
        {t.terminal.open}
      </MenuItem>
      <MenuItem icon={Cable} keys="C" onSelect={() => ui.set({ connecting: id })}>
        {t.canvas.connectTo}
      </MenuItem>
      <MenuItem icon={Pencil} keys="F2" onSelect={() => ui.set({ renaming: id })}>
        {t.canvas.rename}
      </MenuItem>
      <MenuItem
        icon={Copy}
        keys="Ctrl+D"
        onSelect={() => {
          choose();
          actions.duplicateSelection();
        }}
      >
        {t.canvas.duplicate}
      </MenuItem>
      <AddInsideItems id={id} />
      <MenuSeparator />
      <MenuItem
        icon={Trash2}
        keys="Delete"
        danger
        onSelect={() => {
          choose();
          actions.removeSelection();
        }}
      >
        {isAmongMany
          ? t.canvas.removeMany(selection.machines.length + selection.cables.length)
          : t.canvas.remove}
      </MenuItem>
    </>
  );
}
