import { Calm } from '../app/Calm.tsx';
import { useActions, useApp } from '../app/store-context.ts';
import { Tabs } from '../common/Tabs.tsx';
import { useT } from '../i18n/I18n.tsx';
import { PacketPanel } from '../packet/PacketPanel.tsx';
import { DevicePanel } from './DevicePanel.tsx';
import { StepPanel } from './StepPanel.tsx';

/** What was decided, about which packet, from which tables. */
export function Inspector() {
  const t = useT().inspector;
  const tab = useApp((state) => state.inspectorTab);
  const { setInspectorTab } = useActions();
  return (
    <Calm>
      <Tabs
        label={t.title}
        value={tab}
        onChange={setInspectorTab}
        tabs={[
          { value: 'step', label: t.tabs.step, panel: <StepPanel /> },
          { value: 'packet', label: t.tabs.packet, panel: <PacketPanel /> },
          { value: 'device', label: t.tabs.device, panel: <DevicePanel /> },
        ]}
      />
    </Calm>
  );
}
