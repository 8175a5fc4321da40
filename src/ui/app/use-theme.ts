import { useEffect } from 'react';
import { useApp } from './store-context.ts';

/** Writes the chosen theme on the root element; `system` leaves it to the browser. */
export function useTheme(): void {
  const theme = useApp((state) => state.theme);
  useEffect(() => {
    const root = document.documentElement;
    if (theme === 'system') root.removeAttribute('data-theme');
    else root.setAttribute('data-theme', theme);
  }, [theme]);
}
