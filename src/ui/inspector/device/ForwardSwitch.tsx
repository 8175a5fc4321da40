import { sysctlText } from '../../../engine/sysctl.ts';
import { Switch } from '../../common/Switch.tsx';
import { useT } from '../../i18n/I18n.tsx';
import styles from './ForwardSwitch.module.css';
import { useDevice } from './use-device.ts';
import { useRefusal } from './use-rows.ts';

const KEY = 'net.ipv4.ip_forward';

/** The one setting that makes a host a router, above everything else. */
export function ForwardSwitch() {
  const t = useT().inspector.device;
  const { ns, lit } = useDevice();
  const [refusal, edit] = useRefusal();
  const on = sysctlText(ns, KEY) !== '0';
  return (
    <div className={styles.row} data-lit={lit.sysctl === 'ip_forward' || undefined}>
      <Switch
        label={KEY}
        checked={on}
        onChange={(next) => edit({ op: 'sysctl.write', netns: ns.id, key: KEY, value: next ? '1' : '0' })}
      />
      <span>
        <code>ip_forward</code>
        <span className={styles.hint}>{t.settings[KEY]}</span>
      </span>
      {refusal}
    </div>
  );
}
