import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { ok } from '../../../base/result.ts';
import { DEFAULT_RULES, type Rule } from '../../../engine/fib/route.ts';
import { IconButton } from '../../common/IconButton.tsx';
import { useT } from '../../i18n/I18n.tsx';
import { DeviceSection } from './DeviceSection.tsx';
import { EntryForm } from './EntryForm.tsx';
import { ActionsHead, RowAction } from './RowAction.tsx';
import { RULE_ACTIONS, type RuleKey, ruleOf, ruleText, textsOf } from './rule-entry.ts';
import styles from './rows.module.css';
import { useDevice } from './use-device.ts';
import { useDevNames, useRefusal } from './use-rows.ts';

/** Which table is asked for whom, the least preference first. */
export function RuleSection() {
  const t = useT().inspector.device;
  const { ns } = useDevice();
  const [editing, setEditing] = useState<Rule>();
  const [refusal, edit] = useRefusal();
  return (
    <DeviceSection
      title={t.sections.rules}
      command={t.commands.rules}
      add={{ label: t.addRule, Form: RuleForm }}
    >
      {editing && <RuleForm key={keyOf(editing)} rule={editing} onClose={() => setEditing(undefined)} />}
      <table className={styles.table} aria-label={t.sections.rules}>
        <thead>
          <tr>
            <th scope="col">{t.columns.pref}</th>
            <th scope="col">{t.columns.rule}</th>
            <ActionsHead />
          </tr>
        </thead>
        <tbody>
          {ns.rules.get().map((rule) => (
            <tr key={keyOf(rule)} data-quiet={isUsual(rule) || undefined}>
              <td>{rule.pref}</td>
              <td>{ruleText(rule)}</td>
              <RowAction
                label={t.removeRule(rule.pref)}
                onClick={() => edit({ op: 'rule.del', netns: ns.id, rule })}
              >
                <IconButton
                  icon={Pencil}
                  label={t.editRule(rule.pref)}
                  small
                  onClick={() => setEditing(editing === rule ? undefined : rule)}
                />
              </RowAction>
            </tr>
          ))}
        </tbody>
      </table>
      {refusal}
    </DeviceSection>
  );
}

function keyOf(rule: Rule): string {
  return `${rule.pref} ${ruleText(rule)}`;
}

/** One of the three that every namespace begins with. */
function isUsual(rule: Rule): boolean {
  return DEFAULT_RULES.some((other) => keyOf(other) === keyOf(rule));
}

/** A new rule, or another one in the place of `rule`. */
function RuleForm({ rule, onClose }: { readonly rule?: Rule; readonly onClose: () => void }) {
  const t = useT().inspector.device;
  const { ns } = useDevice();
  const devs = useDevNames();
  const texts = textsOf(rule, ns.rules.get());
  return (
    <EntryForm<RuleKey>
      label={rule ? t.editRule(rule.pref) : t.addRule}
      {...(rule && { submit: t.apply })}
      fields={[
        { key: 'pref', label: t.rulePref, numeric: true, initial: texts.pref },
        { key: 'from', label: t.ruleFrom, placeholder: 'all', initial: texts.from },
        { key: 'to', label: t.ruleTo, placeholder: 'all', initial: texts.to },
        { key: 'iif', label: t.ruleIif, options: ['', ...devs], none: t.anyDev, initial: texts.iif },
        { key: 'action', label: t.ruleAction, options: RULE_ACTIONS, initial: texts.action },
        { key: 'table', label: t.table, placeholder: '100', initial: texts.table },
      ]}
      toOps={(entered) => {
        const made = ruleOf(entered, rule, t);
        if (!made.ok) return made;
        const old = rule ? [{ op: 'rule.del', netns: ns.id, rule } as const] : [];
        return ok([...old, { op: 'rule.add', netns: ns.id, rule: made.value }]);
      }}
      onClose={onClose}
    />
  );
}
