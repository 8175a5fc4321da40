import { ChevronDown, FileCode2, FileJson2, Link, Network } from 'lucide-react';
import { Button } from '../common/Button.tsx';
import { Menu, MenuItem } from '../common/Menu.tsx';
import { useT } from '../i18n/I18n.tsx';
import { useExports } from './use-exports.ts';

export function ExportMenu() {
  const t = useT();
  const { json, link, pcap, script, hasRun } = useExports();
  return (
    <Menu
      align="end"
      trigger={
        <Button>
          {t.app.export}
          <ChevronDown aria-hidden />
        </Button>
      }
    >
      <MenuItem icon={FileJson2} onSelect={json}>
        {t.app.exportJson}
      </MenuItem>
      <MenuItem icon={Link} onSelect={link}>
        {t.app.exportLink}
      </MenuItem>
      <MenuItem icon={FileCode2} hint={t.app.exportScriptHint} onSelect={script}>
        {t.app.exportScript}
      </MenuItem>
      <MenuItem
        icon={Network}
        disabled={!hasRun}
        onSelect={pcap}
        {...(!hasRun && { hint: t.app.nothingRecorded })}
      >
        {t.app.exportPcap}
      </MenuItem>
    </Menu>
  );
}
