import { useT } from '../i18n/I18n.tsx';
import styles from './InterfaceRows.module.css';
import type { DevView } from './model/inside.ts';
import type { MachineView } from './model/topology.ts';

/** Interfaces with their states and addresses, and what the machine does with packets that aren't its own. */
export function InterfaceRows({ view }: { readonly view: MachineView }) {
  const t = useT();
  const forwards = view.kind === 'router' || view.ipForward;
  return (
    <>
      <ul className={styles.rows}>
        {view.ports.map((port) => (
          <li key={port.name} className={styles.row}>
            <span className={styles.dot} data-state={port.state} title={t.common.linkState[port.state]} />
            <span className={styles.dev}>{port.name}</span>
            <Addresses addrs={port.addrs} none={port.master ?? t.canvas.noAddress} />
          </li>
        ))}
        <Devices devs={view.others} />
        {view.ports.length + view.others.length === 0 && !view.inside && (
          <li className={styles.none}>{t.canvas.noPorts}</li>
        )}
      </ul>
      {(view.defaultRoute !== undefined || forwards) && (
        <div className={styles.facts}>
          {view.defaultRoute !== undefined && <div>{t.canvas.defaultRoute(view.defaultRoute)}</div>}
          {forwards && (
            <div>
              ip_forward <b data-on={view.ipForward}>{view.ipForward ? 1 : 0}</b>
            </div>
          )}
        </div>
      )}
    </>
  );
}

export function Devices({ devs }: { readonly devs: readonly DevView[] }) {
  return devs.map((dev) => (
    <li key={dev.name} className={styles.row}>
      <span className={styles.dot} data-state={dev.state} />
      <span className={styles.dev}>{dev.name}</span>
      <Addresses addrs={dev.addrs} none={dev.kind === 'veth' ? '' : dev.kind} />
    </li>
  ));
}

function Addresses({ addrs, none }: { readonly addrs: readonly string[]; readonly none: string }) {
  if (addrs.length === 0) return <span className={styles.none}>{none}</span>;
  return (
    <span className={styles.addrs}>
      {addrs.map((addr) => (
        <span key={addr}>{addr}</span>
      ))}
    </span>
  );
}
