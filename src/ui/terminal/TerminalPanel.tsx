// What is loaded with the first terminal: xterm, the shell, its programs, and this panel.

import '@xterm/xterm/css/xterm.css';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { useApp, useAppStore } from '../app/store-context.ts';
import { useT } from '../i18n/I18n.tsx';
import styles from './TerminalPanel.module.css';
import { TerminalBar } from './TerminalBar.tsx';
import { roomOf } from './terminal-room.ts';
import { useTerminalNames } from './use-terminal-names.ts';

export function TerminalPanel() {
  const t = useT().terminal;
  const store = useAppStore();
  const room = useMemo(() => roomOf(store), [store]);
  const shown = useApp((state) => state.terminals.find(({ id }) => id === state.terminal));
  const nameOf = useTerminalNames();
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => room.setWords(t.ended), [room, t]);
  const name = shown && nameOf(shown);
  const session = shown && room.session(shown);

  useEffect(() => {
    const box = place.current;
    if (!box || !session) return undefined;
    box.replaceChildren(session.element);
    session.fit();
    session.focus();
    const resizing = new ResizeObserver(() => session.fit());
    resizing.observe(box);
    return () => resizing.disconnect();
  }, [session]);

  const screenReader = useApp((state) => state.screenReader);
  const textSize = useApp((state) => state.terminalText);
  useEffect(() => session?.setFontSize(textSize), [session, textSize]);
  useEffect(() => {
    session?.setLabel(t.inputOf(name ?? ''));
    session?.setScreenReader(screenReader);
  }, [session, name, screenReader, t]);
  useEffect(() => {
    if (!session) return undefined;
    const restyle = () => requestAnimationFrame(() => session.restyle());
    restyle();
    const system = matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', restyle);
    const stop = store.subscribe((state, before) => state.theme !== before.theme && restyle());
    return () => {
      system.removeEventListener('change', restyle);
      stop();
    };
  }, [session, store]);

  const enter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    session?.focus();
  };
  return (
    <div className={styles.terminal}>
      <TerminalBar onEnter={enter} />
      <div
        className={styles.screen}
        id="terminal-screen"
        role="tabpanel"
        aria-label={t.panelOf(name ?? '')}
        ref={place}
      />
    </div>
  );
}
