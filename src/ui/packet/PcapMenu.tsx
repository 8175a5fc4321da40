import { Download } from 'lucide-react';
import { type CapturePoint, captureOf, capturePoints } from '../../formats/capture.ts';
import { pcapFile } from '../../wire/pcap.ts';
import { useApp, useAppStore } from '../app/store-context.ts';
import { Button } from '../common/Button.tsx';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../common/Menu.tsx';
import { useNames } from '../inspector/use-names.ts';
import { useT } from '../i18n/I18n.tsx';
import { useRun } from '../timeline/use-run.ts';
import { download } from './download.ts';

/** Saves the frames of the run: all of them, or those that one device saw. */
export function PcapMenu() {
  const t = useT().packet;
  const run = useRun();
  return (
    <Menu
      align="end"
      trigger={
        <Button small look="ghost" disabled={run.events.length === 0}>
          <Download aria-hidden />
          {t.download}
        </Button>
      }
    >
      <PcapItems />
    </Menu>
  );
}

/** Only made when the menu is open: it looks through the whole run. */
function PcapItems() {
  const t = useT().packet;
  const { events } = useRun();
  const names = useNames();
  const store = useAppStore();
  const labName = useApp((state) => state.document.name);
  const save = (point?: CapturePoint) => {
    const where = point ? `${names.netns(point.netns)}.${point.dev}`.replaceAll('/', '.') : labName;
    download(`${where}.pcap`, pcapFile(captureOf(store.getState().lab.world.events, point)));
  };
  return (
    <>
      <MenuLabel>{t.downloadMenu}</MenuLabel>
      <MenuItem hint={t.downloadAllHint} onSelect={() => save()}>
        {t.downloadAll}
      </MenuItem>
      <MenuSeparator />
      {capturePoints(events).map((point) => (
        <MenuItem key={`${point.netns} ${point.dev}`} onSelect={() => save(point)}>
          {names.netns(point.netns)} <code>{point.dev}</code>
        </MenuItem>
      ))}
    </>
  );
}
