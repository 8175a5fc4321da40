import { Plug, SlidersHorizontal, Trash2, Unplug } from 'lucide-react';
import { useCell } from '../app/cell.ts';
import { useActions, useAppStore } from '../app/store-context.ts';
import { MenuItem, MenuSeparator } from '../common/Menu.tsx';
import { useT } from '../i18n/I18n.tsx';
import { setPlugged } from './replug.ts';
import { useCanvasScope } from './scope.ts';

export function CableMenu({ id }: { readonly id: string }) {
  const t = useT();
  const store = useAppStore();
  const actions = useActions();
  const { ui, topology } = useCanvasScope();
  const plugged = useCell(topology, (state) => state.cable(id)?.plugged ?? false);
  return (
    <>
      <MenuItem icon={plugged ? Unplug : Plug} onSelect={() => setPlugged(store, id, !plugged)}>
        {plugged ? t.canvas.unplug : t.canvas.plug}
      </MenuItem>
      <MenuItem icon={SlidersHorizontal} onSelect={() => ui.set({ cable: id })}>
        {t.canvas.cableProperties}
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        icon={Trash2}
        keys="Delete"
        danger
        onSelect={() => {
          actions.select({ machines: [], cables: [id] });
          actions.removeSelection();
        }}
      >
        {t.canvas.remove}
      </MenuItem>
    </>
  );
}
