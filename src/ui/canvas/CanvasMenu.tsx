import { useCell } from '../app/cell.ts';
import { PointMenu } from '../common/Menu.tsx';
import { useT } from '../i18n/I18n.tsx';
import { CableMenu } from './CableMenu.tsx';
import { parseInsideId } from '../../lab/inside.ts';
import { InsideMenu } from './inside/InsideMenu.tsx';
import { MachineMenu } from './MachineMenu.tsx';
import { PaneMenu } from './PaneMenu.tsx';
import { type CanvasUi, useCanvasScope } from './scope.ts';

/** The one context menu of the canvas, for whatever is under the pointer or has the focus. */
export function CanvasMenu() {
  const { ui } = useCanvasScope();
  const menu = useCell(ui, (state) => state.menu);
  const label = useMenuLabel(menu);
  // An item may have opened something else in the meantime: close the menu, nothing more.
  const close = () => {
    const { menu: _closed, ...rest } = ui.get();
    ui.set(rest);
  };
  return (
    <PointMenu at={menu?.at} onClose={close} label={label}>
      {menu?.target.kind === 'machine' && <MachineMenu id={menu.target.id} />}
      {menu?.target.kind === 'cable' && <CableMenu id={menu.target.id} />}
      {menu?.target.kind === 'inside' && <InsideMenu id={menu.target.id} />}
      {menu?.target.kind === 'canvas' && <PaneMenu place={menu.target.place} />}
    </PointMenu>
  );
}

function useMenuLabel(menu: CanvasUi['menu']): string {
  const t = useT();
  const { topology } = useCanvasScope();
  const ref = menu?.target.kind === 'inside' ? parseInsideId(menu.target.id) : undefined;
  if (ref) return t.canvas.menuFor(ref.kind === 'netns' ? ref.netns : ref.dev);
  if (menu?.target.kind !== 'machine') return t.canvas.canvasMenu;
  return t.canvas.menuFor(topology.get().machine(menu.target.id)?.name ?? '');
}
