import { Ear, Plus, X, PanelRightClose } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { TerminalTab } from '../../store/terminal-state.ts';
import { useActions, useApp } from '../app/store-context.ts';
import { IconButton } from '../common/IconButton.tsx';
import { Menu, MenuItem } from '../common/Menu.tsx';
import { useT } from '../i18n/I18n.tsx';
import styles from './TerminalBar.module.css';
import { tabId } from './tab-id.ts';
import { useTerminalNames } from './use-terminal-names.ts';

interface TerminalBarProps {
  /** A key on the chosen tab that isn't the bar's own. */
  readonly onEnter: (event: KeyboardEvent) => void;
}

/** The tabs of the open terminals, and what opens and closes them. */
export function TerminalBar({ onEnter }: TerminalBarProps) {
  const t = useT().terminal;
  const shown = useApp((state) => state.terminals.find(({ id }) => id === state.terminal));
  const screenReader = useApp((state) => state.screenReader);
  const { closeTerminal, showTerminal, setScreenReader } = useActions();
  const nameOf = useTerminalNames();
  return (
    <div className={styles.bar}>
      <TerminalTabs onEnter={onEnter} />
      <NewTerminal />
      <span className={styles.space} />
      <IconButton
        small
        icon={Ear}
        label={t.screenReader}
        aria-pressed={screenReader}
        onClick={() => setScreenReader(!screenReader)}
      />
      {shown && (
        <IconButton small icon={X} label={t.close(nameOf(shown))} onClick={() => closeTerminal(shown.id)} />
      )}
      <IconButton small icon={PanelRightClose} label={t.hide} onClick={() => showTerminal(undefined)} />
    </div>
  );
}

function TerminalTabs({ onEnter }: Pick<TerminalBarProps, 'onEnter'>) {
  const t = useT().terminal;
  const tabs = useApp((state) => state.terminals);
  const shown = useApp((state) => state.terminal);
  const { showTerminal, closeTerminal } = useActions();
  const nameOf = useTerminalNames();
  const onKeyDown = (event: KeyboardEvent, tab: TerminalTab) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (event.key === 'Delete') closeTerminal(tab.id);
    if (by === 0) return onEnter(event);
    event.preventDefault();
    showTerminal(tabs[(tabs.indexOf(tab) + by + tabs.length) % tabs.length]?.id);
  };
  return (
    <div className={styles.tabs} role="tablist" aria-label={t.tabs}>
      {tabs.map((tab) => (
        <button
          key={tab.id}
          id={tabId(tab)}
          type="button"
          role="tab"
          className={styles.tab}
          aria-selected={tab.id === shown}
          aria-controls="terminal-screen"
          tabIndex={tab.id === shown ? 0 : -1}
          onClick={() => showTerminal(tab.id)}
          onAuxClick={(event) => event.button === 1 && closeTerminal(tab.id)}
          onKeyDown={(event) => onKeyDown(event, tab)}
        >
          {nameOf(tab)}
        </button>
      ))}
    </div>
  );
}

/** A machine, or one of its namespaces. */
function NewTerminal() {
  const t = useT().terminal;
  const machines = useApp((state) => state.document.machines);
  const { openTerminal } = useActions();
  return (
    <Menu side="top" trigger={<IconButton small icon={Plus} label={t.another} />}>
      {machines.flatMap((machine) =>
        machine.netns.map(({ name }) => (
          <MenuItem key={`${machine.id}/${name}`} onSelect={() => openTerminal(machine.id, name, true)}>
            {name === '' ? machine.name : `${machine.name}/${name}`}
          </MenuItem>
        )),
      )}
    </Menu>
  );
}
