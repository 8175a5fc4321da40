// Menus: one look for what opens from a button and for what opens at the pointer.

import { Check, type LucideIcon } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { Kbd } from './Kbd.tsx';
import styles from './Menu.module.css';

interface MenuProps {
  /** One element that takes a ref: what the menu opens from. */
  readonly trigger: ReactNode;
  readonly children: ReactNode;
  readonly align?: 'start' | 'center' | 'end';
  readonly side?: 'top' | 'bottom';
}

export function Menu({ trigger, children, align = 'start', side = 'bottom' }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <MenuContent align={align} side={side}>
        {children}
      </MenuContent>
    </Radix.Root>
  );
}

interface PointMenuProps {
  /** Where it opens, in the window's pixels; undefined: it is closed. */
  readonly at: { readonly x: number; readonly y: number } | undefined;
  readonly onClose: () => void;
  readonly label: string;
  readonly children: ReactNode;
}

/** A menu at a point: for context menus, of which a page has one and not one per thing. */
export function PointMenu({ at, onClose, label, children }: PointMenuProps) {
  return (
    <Radix.Root open={at !== undefined} onOpenChange={(open) => !open && onClose()} modal={false}>
      <Radix.Trigger asChild>
        <span className={styles.point} aria-hidden style={{ left: at?.x ?? 0, top: at?.y ?? 0 }} />
      </Radix.Trigger>
      <MenuContent label={label}>{children}</MenuContent>
    </Radix.Root>
  );
}

interface MenuContentProps {
  readonly children: ReactNode;
  readonly align?: 'start' | 'center' | 'end';
  readonly side?: 'top' | 'bottom';
  readonly label?: string;
}

function MenuContent({ children, align = 'start', side = 'bottom', label }: MenuContentProps) {
  return (
    <Radix.Portal>
      <Radix.Content
        className={styles.menu}
        align={align}
        side={side}
        sideOffset={5}
        collisionPadding={8}
        {...(label !== undefined && { 'aria-label': label })}
      >
        {children}
      </Radix.Content>
    </Radix.Portal>
  );
}

interface MenuItemProps {
  readonly children: ReactNode;
  readonly icon?: LucideIcon;
  readonly keys?: string;
  readonly hint?: ReactNode;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly onSelect: () => void;
}

export function MenuItem({ children, icon: Icon, keys, hint, danger, disabled, onSelect }: MenuItemProps) {
  return (
    <Radix.Item
      className={styles.item}
      disabled={disabled ?? false}
      data-danger={danger || undefined}
      onSelect={onSelect}
    >
      <span className={styles.icon}>{Icon && <Icon aria-hidden size={15} strokeWidth={1.9} />}</span>
      <span className={styles.text}>
        {children}
        {hint !== undefined && <span className={styles.hint}>{hint}</span>}
      </span>
      {keys !== undefined && <Kbd keys={keys} />}
    </Radix.Item>
  );
}

interface MenuChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}

/** A group of which one is chosen. */
export function MenuChoice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: MenuChoiceProps<Value>) {
  return (
    <Radix.RadioGroup value={value} aria-label={label}>
      <MenuLabel>{label}</MenuLabel>
      {options.map((option) => (
        <Radix.RadioItem
          key={option.value}
          value={option.value}
          className={styles.item}
          onSelect={() => onChange(option.value)}
        >
          <span className={styles.icon}>
            <Radix.ItemIndicator className={styles.dot} />
          </span>
          <span className={styles.text}>{option.label}</span>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

interface MenuCheckProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
}

/** One of several that may be chosen together: the menu stays open. */
export function MenuCheck({ checked, onChange, children }: MenuCheckProps) {
  return (
    <Radix.CheckboxItem
      className={styles.item}
      checked={checked}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
    >
      <span className={styles.icon}>
        <Radix.ItemIndicator>
          <Check aria-hidden size={14} strokeWidth={2.4} />
        </Radix.ItemIndicator>
      </span>
      <span className={styles.text}>{children}</span>
    </Radix.CheckboxItem>
  );
}

export function MenuLabel({ children }: { readonly children: ReactNode }) {
  return <Radix.Label className={styles.label}>{children}</Radix.Label>;
}

export function MenuSeparator() {
  return <Radix.Separator className={styles.separator} />;
}
