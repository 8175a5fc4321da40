import { RT_TABLE_DEFAULT, RT_TABLE_LOCAL, RT_TABLE_MAIN, type Rule } from '../../../engine/fib/route.ts';
import { formatIpv4Cidr } from '../../../wire/ipv4-addr.ts';
import { useT } from '../../i18n/I18n.tsx';
import { DeviceSection } from './DeviceSection.tsx';
import styles from './rows.module.css';
import { useDevice } from './use-device.ts';

/** Only shown where somebody added a rule: the kernel's three say nothing. */
export function RuleSection() {
  const t = useT().inspector.device;
  const { ns } = useDevice();
  const rules = ns.rules.get();
  if (rules.length <= 3) return null;
  return (
    <DeviceSection title={t.sections.rules} command={t.commands.rules}>
      <table className={styles.table} aria-label={t.sections.rules}>
        <thead>
          <tr>
            <th scope="col">{t.columns.pref}</th>
            <th scope="col">{t.columns.rule}</th>
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <tr key={`${rule.pref} ${ruleText(rule)}`}>
              <td>{rule.pref}</td>
              <td>{ruleText(rule)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </DeviceSection>
  );
}

const TABLES: Readonly<Record<number, string>> = {
  [RT_TABLE_DEFAULT]: 'default',
  [RT_TABLE_MAIN]: 'main',
  [RT_TABLE_LOCAL]: 'local',
};

function ruleText(rule: Rule): string {
  return [
    `from ${rule.from ? formatIpv4Cidr(rule.from) : 'all'}`,
    rule.to ? `to ${formatIpv4Cidr(rule.to)}` : '',
    rule.iif === undefined ? '' : `iif ${rule.iif}`,
    rule.oif === undefined ? '' : `oif ${rule.oif}`,
    rule.fwmark ? `fwmark 0x${rule.fwmark.value.toString(16)}` : '',
    `lookup ${TABLES[rule.table] ?? rule.table}`,
  ]
    .filter((word) => word !== '')
    .join(' ');
}
