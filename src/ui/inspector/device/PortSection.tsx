import { devsInOrder } from '../../../engine/device/table.ts';
import type { BrPort, Dev } from '../../../engine/device/dev.ts';
import { Tag } from '../../common/Tag.tsx';
import { useT } from '../../i18n/I18n.tsx';
import { DeviceSection } from './DeviceSection.tsx';
import styles from './rows.module.css';
import { useDevice } from './use-device.ts';
import { useRefusal } from './use-rows.ts';

/** What can be switched at a port (bridge(8)); the words are iproute2's. */
const SWITCHES = ['learning', 'flood', 'hairpin', 'isolated'] as const satisfies readonly (keyof BrPort)[];

/** The ports of the namespace's bridges. */
export function PortSection() {
  const t = useT().inspector.device;
  const { ns } = useDevice();
  const [refusal, edit] = useRefusal();
  const ports = devsInOrder(ns).filter((dev) => dev.brport !== undefined);
  if (ports.length === 0) return null;
  return (
    <DeviceSection title={t.sections.ports} command={t.commands.ports}>
      <table className={styles.table} aria-label={t.sections.ports}>
        <thead>
          <tr>
            <th scope="col">{t.columns.port}</th>
            <th scope="col">{t.columns.state}</th>
            <th scope="col">{t.columns.flags}</th>
          </tr>
        </thead>
        <tbody>
          {ports.map((dev) => (
            <PortRow key={dev.ifindex} dev={dev} edit={edit} />
          ))}
        </tbody>
      </table>
      {refusal}
    </DeviceSection>
  );
}

interface PortRowProps {
  readonly dev: Dev;
  readonly edit: ReturnType<typeof useRefusal>[1];
}

function PortRow({ dev, edit }: PortRowProps) {
  const { ns, lit } = useDevice();
  const { brport } = dev;
  if (!brport) return null;
  const bridge = dev.master === undefined ? '' : (ns.devs.get(dev.master)?.name ?? '');
  return (
    <tr data-lit={lit.dev === dev.name || undefined}>
      <td>
        {dev.name}
        <div className={styles.extra}>
          {bridge} · {brport.portNo}
        </div>
      </td>
      <td>
        <Tag mono tone={brport.state === 'forwarding' ? 'good' : 'neutral'}>
          {brport.state}
        </Tag>
      </td>
      <td>
        {SWITCHES.map((name) => (
          <label key={name} className={styles.check}>
            <input
              type="checkbox"
              checked={brport[name]}
              aria-label={`${dev.name} ${name}`}
              onChange={(event) =>
                edit({
                  op: 'link.set',
                  netns: ns.id,
                  name: dev.name,
                  brport: { [name]: event.target.checked },
                })
              }
            />
            {name}
          </label>
        ))}
      </td>
    </tr>
  );
}
