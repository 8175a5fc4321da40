import { useCell } from '../app/cell.ts';
import { usePage } from '../app/page-scope.ts';
import { CommandPalette } from './CommandPalette.tsx';
import { HelpDialog } from './HelpDialog.tsx';
import { ShareDialog } from './ShareDialog.tsx';

/** The page's own dialogs, one at a time. */
export function Dialogs() {
  const { dialog } = usePage();
  const open = useCell(dialog, (state) => state);
  const close = () => dialog.set(undefined);
  return (
    <>
      {open === 'commands' && <CommandPalette onClose={close} />}
      {open === 'help' && <HelpDialog onClose={close} />}
      {open === 'share' && <ShareDialog onClose={close} />}
    </>
  );
}
