import { useT } from '../i18n/I18n.tsx';
import type { DevView } from './model/inside.ts';
import type { MachineView } from './model/topology.ts';
import styles from './SwitchPorts.module.css';

/** With more ports than this, a switch shows lamps without names. */
const NAMED_PORTS = 24;

/** A switch's face: one lamp a port, as on the real thing. */
export function SwitchPorts({ view }: { readonly view: MachineView }) {
  const t = useT();
  return (
    <>
      <ul className={styles.ports} data-many={view.ports.length > NAMED_PORTS || undefined}>
        {view.ports.map((port) => (
          <li
            key={port.name}
            className={styles.port}
            data-state={port.state}
            title={t.canvas.port(port.name, t.common.linkState[port.state])}
          >
            <span className={styles.name}>{port.name}</span>
          </li>
        ))}
        {view.ports.length === 0 && <li className={styles.none}>{t.canvas.noPorts}</li>}
      </ul>
      {view.others.filter(hasAddress).map((dev) => (
        <div key={dev.name} className={styles.bridge}>
          {dev.name} <b>{dev.addrs.join(' ')}</b>
        </div>
      ))}
    </>
  );
}

/** The bridge itself needs no row, unless it is a host, too. */
function hasAddress({ addrs }: DevView): boolean {
  return addrs.length > 0;
}
