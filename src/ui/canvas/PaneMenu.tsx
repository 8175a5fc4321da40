import { Maximize, SquareDashedMousePointer } from 'lucide-react';
import { useActions, useApp } from '../app/store-context.ts';
import { MenuItem, MenuSeparator } from '../common/Menu.tsx';
import { useT } from '../i18n/I18n.tsx';
import type { Point } from './model/rect.ts';
import { MACHINE_KINDS, useCanvasScope } from './scope.ts';

export function PaneMenu({ place }: { readonly place: Point }) {
  const t = useT();
  const { verbs } = useCanvasScope();
  const actions = useActions();
  const document = useApp((state) => state.document);
  const add = (kind: (typeof MACHINE_KINDS)[number]) => {
    const id = actions.addMachine(kind, { x: Math.round(place.x), y: Math.round(place.y) });
    actions.select({ machines: [id], cables: [] });
  };
  return (
    <>
      {MACHINE_KINDS.map((kind) => (
        <MenuItem key={kind} onSelect={() => add(kind)}>
          {t.canvas.addHere(t.common.machineKind[kind])}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem
        icon={SquareDashedMousePointer}
        keys="Ctrl+A"
        onSelect={() =>
          actions.select({
            machines: document.machines.map((machine) => machine.id),
            cables: document.cables.map((cable) => cable.id),
          })
        }
      >
        {t.canvas.selectAll}
      </MenuItem>
      <MenuItem icon={Maximize} keys="Shift+1" onSelect={() => verbs.get().fit()}>
        {t.canvas.fit}
      </MenuItem>
    </>
  );
}
