// Commands about the page: examples, files, panels, theme, language.

import { EXAMPLES, exampleDocument } from '../../document/examples.ts';
import { usePage } from '../app/page-scope.ts';
import { useActions, useApp } from '../app/store-context.ts';
import { useExports } from '../app/use-exports.ts';
import { LANGUAGES } from '../i18n/catalog.ts';
import { useT } from '../i18n/I18n.tsx';
import type { Command } from './use-commands.ts';

export function useExampleCommands(): Command[] {
  const language = useApp((state) => state.language);
  const { openDocument } = useActions();
  return EXAMPLES.map((example) => ({
    id: `example-${example.id}`,
    text: example.title[language],
    run: () => void openDocument(exampleDocument(example, language)),
  }));
}

export function useFileCommands(): Command[] {
  const t = useT();
  const page = usePage();
  const { newLab } = useActions();
  const exports = useExports();
  return [
    { id: 'new', text: t.app.newLab, run: newLab },
    { id: 'open', text: t.app.open, run: page.chooseFile },
    { id: 'share', text: t.app.share, run: () => page.dialog.set('share') },
    { id: 'export-json', text: `${t.app.export}: ${t.app.exportJson}`, run: exports.json },
    { id: 'export-link', text: `${t.app.export}: ${t.app.exportLink}`, run: exports.link },
    { id: 'export-script', text: `${t.app.export}: ${t.app.exportScript}`, run: exports.script },
    ...(exports.hasRun
      ? [{ id: 'export-pcap', text: `${t.app.export}: ${t.app.exportPcap}`, run: exports.pcap }]
      : []),
  ];
}

export function useViewCommands(): Command[] {
  const t = useT();
  const page = usePage();
  const { setTheme, setLanguage } = useActions();
  const words = t.dialogs.commands;
  return [
    ...(['palette', 'inspector', 'timeline'] as const).map((panel) => ({
      id: `fold-${panel}`,
      text: words.fold(t.app.panels[panel]),
      run: page.folds[panel].toggle,
    })),
    ...(['light', 'dark', 'system'] as const).map((theme) => ({
      id: `theme-${theme}`,
      text: words.theme(t.app.themes[theme]),
      run: () => setTheme(theme),
    })),
    ...LANGUAGES.map(({ code, name }) => ({
      id: `language-${code}`,
      text: `${t.app.language}: ${name}`,
      run: () => setLanguage(code),
    })),
    { id: 'help', text: t.app.help, keys: '?', run: () => page.dialog.set('help') },
  ];
}
