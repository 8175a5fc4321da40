// Boots the page: the store first, then the language it wants, then the tree.

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { present } from './base/assert.ts';
import { App } from './ui/app/App.tsx';
import { createFakeStore } from './ui/app/fake-store.ts';
import { loadCatalog } from './ui/i18n/catalog.ts';
import './ui/styles/tokens.css';
import './ui/styles/base.css';

async function boot(): Promise<void> {
  const store = createFakeStore();
  await loadCatalog(store.getState().language);
  createRoot(present(document.getElementById('root'), '#root')).render(
    <StrictMode>
      <App store={store} />
    </StrictMode>,
  );
}

void boot();
