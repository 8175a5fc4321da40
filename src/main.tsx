// Boots the page: the store first, then the language it wants, then the tree.

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { present } from './base/assert.ts';
import { createAppStore } from './store/app-store.ts';
import { browserScheduler } from './store/deps.ts';
import { browserFragment, browserStorage } from './store/persist.ts';
import { App } from './ui/app/App.tsx';
import { loadCatalog } from './ui/i18n/catalog.ts';
import './ui/styles/tokens.css';
import './ui/styles/base.css';

const lessMotion = matchMedia('(prefers-reduced-motion: reduce)');

async function boot(): Promise<void> {
  const store = createAppStore({
    storage: browserStorage('local'),
    window: browserStorage('session'),
    now: () => Date.now(),
    clock: () => performance.now(),
    scheduler: browserScheduler,
    reducedMotion: () => lessMotion.matches,
    language: navigator.language.startsWith('ko') ? 'ko' : 'en',
  });
  const { actions, language } = store.getState();

  const openLink = async () => {
    const result = await actions.openFragment(browserFragment.read());
    if (result.ok) browserFragment.clear();
  };
  browserFragment.onChange(() => void openLink());
  globalThis.addEventListener('pagehide', () => actions.flush());

  await Promise.all([loadCatalog(language), openLink()]);
  createRoot(present(document.getElementById('root'), '#root')).render(
    <StrictMode>
      <App store={store} />
    </StrictMode>,
  );
}

void boot();
