import type { MachineId } from '../../engine/ids.ts';
import { netnsIdOf } from '../../lab/netns-pairs.ts';
import { useActions, useApp } from '../app/store-context.ts';
import { SelectField } from '../common/Field.tsx';
import { Tag } from '../common/Tag.tsx';
import { useT } from '../i18n/I18n.tsx';
import { CableView } from './device/CableView.tsx';
import { MachineView } from './device/MachineView.tsx';
import styles from './DevicePanel.module.css';
import { PanelNote } from './PanelNote.tsx';
import { ShellLine } from './ShellLine.tsx';

/** The tables of the selected machine, or the properties of the selected cable. */
export function DevicePanel() {
  const t = useT().inspector.device;
  const cable = useApp(({ selection, document }) =>
    selection.machines.length === 0 && selection.cables.length === 1
      ? document.cables.find(({ id }) => id === selection.cables[0])
      : undefined,
  );
  const machines = useApp((state) => state.document.machines);
  const shown = useShownMachine();
  if (cable) return <CableView cable={cable} />;
  const machine = machines.find(({ id }) => id === shown);
  return (
    <div className={styles.panel}>
      <div className={styles.scroller}>
        <div className={styles.head}>
          <MachinePicker />
          <NetnsPicker />
          <Moment />
        </div>
        {machine ? (
          <Tables id={machine.id as MachineId} name={machine.name} />
        ) : (
          <PanelNote>{t.none}</PanelNote>
        )}
      </div>
      {machine && <LastCommand machine={machine.name} />}
    </div>
  );
}

/** The inspected machine; as long as nobody has chosen one, the machine of the current step. */
function useShownMachine(): string | undefined {
  return useApp(({ inspected, lab, cursor }) => inspected ?? lab.world.events[cursor]?.netns?.split('/')[0]);
}

function MachinePicker() {
  const { inspector, common } = useT();
  const machines = useApp((state) => state.document.machines);
  const shown = useShownMachine();
  const { inspect } = useActions();
  const known = machines.some(({ id }) => id === shown);
  return (
    <SelectField
      label={inspector.device.choose}
      hideLabel
      value={known ? (shown ?? '') : ''}
      onChange={inspect}
      options={[
        ...(known ? [] : [{ value: '', label: '—' }]),
        ...machines.map(({ id, name, kind }) => ({
          value: id,
          label: `${name} · ${common.machineKind[kind]}`,
        })),
      ]}
    />
  );
}

/** Of a machine that has named namespaces: whose tables are shown. */
function NetnsPicker() {
  const t = useT().inspector.device;
  const shown = useShownMachine();
  const names = useApp(({ document }) => document.machines.find(({ id }) => id === shown)?.netns);
  const netns = useShownNetns();
  const { inspect } = useActions();
  if (!names || names.length < 2) return null;
  return (
    <SelectField
      label={t.chooseNetns}
      hideLabel
      value={netns}
      onChange={(name) => inspect(shown, name)}
      options={names.map(({ name }) => ({ value: name, label: name === '' ? t.rootNetns : `netns ${name}` }))}
    />
  );
}

/** The chosen namespace; as long as no machine is, that of the current step. */
function useShownNetns(): string {
  return useApp(({ inspected, inspectedNetns, lab, cursor }) =>
    inspected === undefined ? (lab.world.events[cursor]?.netns?.split('/')[1] ?? '') : inspectedNetns,
  );
}

/** The tables are those of the playhead's moment, not of the run's end. */
function Moment() {
  const t = useT().inspector.device;
  const step = useApp((state) => state.cursor + 1);
  const inPast = useApp((state) => state.cursor < state.length - 1);
  if (!inPast) return null;
  return (
    <Tag tone="warn" title={t.editInPast}>
      {t.at(step)}
    </Tag>
  );
}

function Tables({ id, name }: { readonly id: MachineId; readonly name: string }) {
  const t = useT().inspector.device;
  const netns = netnsIdOf(id, useShownNetns());
  const ns = useApp((state) => state.lab.world.netns.get(netns));
  return ns ? <MachineView key={ns.id} ns={ns} name={name} /> : <PanelNote>{t.gone}</PanelNote>;
}

function LastCommand({ machine }: { readonly machine: string }) {
  const last = useApp((state) => state.lastCommand);
  if (last?.machine !== machine) return null;
  return (
    <div className={styles.last} role="status">
      <ShellLine command={last.command} machine={last.machine} />
    </div>
  );
}
