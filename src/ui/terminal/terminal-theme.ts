// The terminal's colours are the page's tokens. xterm wants them as plain colours, so the browser is asked what they are.

import type { ITheme } from '@xterm/xterm';

const ANSI = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;
type Ansi = (typeof ANSI)[number];

export function terminalTheme(): ITheme {
  const probe = document.body.appendChild(document.createElement('span'));
  probe.hidden = true;
  const colour = (token: string) => {
    probe.style.color = `var(--terminal-${token})`;
    return getComputedStyle(probe).color;
  };
  const theme: ITheme = {
    background: colour('surface'),
    foreground: colour('text'),
    cursor: colour('cursor'),
    cursorAccent: colour('surface'),
    selectionBackground: colour('selection'),
    overviewRulerBorder: colour('surface'),
    scrollbarSliderBackground: colour('hover'),
    scrollbarSliderHoverBackground: colour('selection'),
    scrollbarSliderActiveBackground: colour('selection'),
  };
  for (const name of ANSI) {
    theme[name] = colour(name);
    theme[bright(name)] = colour(name === 'black' ? 'muted' : name);
  }
  probe.remove();
  return theme;
}

function bright(name: Ansi): `bright${Capitalize<Ansi>}` {
  return `bright${name[0]?.toUpperCase()}${name.slice(1)}` as `bright${Capitalize<Ansi>}`;
}
