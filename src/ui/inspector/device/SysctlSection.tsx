import { type KeyboardEvent, useState } from 'react';
import { devsInOrder } from '../../../engine/device/table.ts';
import type { Netns } from '../../../engine/netns.ts';
import { sysctlKeys, sysctlText } from '../../../engine/sysctl.ts';
import { isReadOnly } from '../../../engine/sysctl-write.ts';
import { Switch } from '../../common/Switch.tsx';
import { useT } from '../../i18n/I18n.tsx';
import { DeviceSection } from './DeviceSection.tsx';
import styles from './SysctlSection.module.css';
import { useDevice } from './use-device.ts';
import { useRefusal } from './use-rows.ts';

/** So many are listed for a search. */
const MAX_FOUND = 40;

export function SysctlSection() {
  const t = useT().inspector.device;
  const { ns } = useDevice();
  const [search, setSearch] = useState('');
  const keys = search.trim() === '' ? usualKeys(ns) : foundKeys(ns, search.trim());
  return (
    <DeviceSection title={t.sections.sysctl} command={t.commands.sysctl}>
      <input
        type="search"
        className={styles.search}
        aria-label={t.search}
        placeholder={t.search}
        spellCheck={false}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <ul>
        {keys.map((key) => (
          <Setting key={key} name={key} />
        ))}
      </ul>
      {keys.length === 0 && <p className={styles.nothing}>{t.noSetting(search.trim())}</p>}
    </DeviceSection>
  );
}

/** What decides most walks, and whatever somebody changed. */
function usualKeys(ns: Netns): readonly string[] {
  const devs = devsInOrder(ns).filter((dev) => dev.kind !== 'loopback');
  const usual = [
    'net.ipv4.conf.all.rp_filter',
    ...devs.map((dev) => `net.ipv4.conf.${dev.name}.rp_filter`),
    'net.ipv4.icmp_echo_ignore_broadcasts',
    'net.ipv4.ip_default_ttl',
  ];
  const changed = sysctlKeys(ns).filter(
    (key) => ns.sysctl.has(key) && !/\.(mc_|ip_)?forward(ing)?$/.test(key),
  );
  return [...new Set([...usual.slice(0, 1), ...changed, ...usual])];
}

function foundKeys(ns: Netns, text: string): readonly string[] {
  const words = text.toLowerCase().split(/\s+/);
  return sysctlKeys(ns)
    .filter((key) => words.every((word) => key.toLowerCase().includes(word)))
    .slice(0, MAX_FOUND);
}

/** Switches in all but name; the others are numbers or text. */
const ON_OFF =
  /(ip_forward|icmp_echo_ignore_all|icmp_echo_ignore_broadcasts|proxy_arp|accept_redirects|send_redirects|accept_local|forwarding|log_martians)$/;

function Setting({ name }: { readonly name: string }) {
  const t = useT().inspector.device;
  const { ns, lit } = useDevice();
  const [refusal, edit] = useRefusal();
  const value = sysctlText(ns, name) ?? '';
  const last = name.slice(name.lastIndexOf('.') + 1);
  const write = (next: string) => {
    if (next !== value) edit({ op: 'sysctl.write', netns: ns.id, key: name, value: next });
  };
  const hints: Readonly<Record<string, string>> = t.settings;
  const hint = hints[name] ?? hints[last];
  return (
    <li className={styles.setting} data-lit={lit.sysctl === last || undefined}>
      <div className={styles.row}>
        <code className={styles.key}>
          <span className={styles.path}>{name.slice(0, -last.length)}</span>
          <wbr />
          {last}
        </code>
        {isReadOnly(name) ? (
          <code>{value}</code>
        ) : ON_OFF.test(name) ? (
          <span className={styles.switch}>
            <code>{value}</code>
            <Switch label={name} checked={value !== '0'} onChange={(on) => write(on ? '1' : '0')} />
          </span>
        ) : (
          <ValueInput key={value} label={t.newValue(name)} value={value} onWrite={write} />
        )}
      </div>
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      {refusal}
    </li>
  );
}

interface ValueInputProps {
  readonly label: string;
  readonly value: string;
  readonly onWrite: (value: string) => void;
}

/** Written on Enter or when the focus leaves, as a file is; Esc gives the old value back. */
function ValueInput({ label, value, onWrite }: ValueInputProps) {
  const [text, setText] = useState(value);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') onWrite(text.trim());
    if (event.key === 'Escape') setText(value);
  };
  return (
    <input
      className={styles.value}
      aria-label={label}
      value={text}
      spellCheck={false}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => onWrite(text.trim())}
    />
  );
}
