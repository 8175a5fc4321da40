// Gives the tree the catalogue of the chosen language, and keeps the one before until the next is loaded.

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { useApp } from '../app/store-context.ts';
import { type Catalog, catalogOf, loadCatalog } from './catalog.ts';
import { en } from './en/index.ts';

const CatalogContext = createContext<Catalog>(en);

/** The texts of the page: `const t = useT(); t.canvas.fit`. */
export function useT(): Catalog {
  return useContext(CatalogContext);
}

export function I18n({ children }: { readonly children: ReactNode }) {
  const language = useApp((state) => state.language);
  const [catalog, setCatalog] = useState(() => catalogOf(language) ?? en);

  useEffect(() => {
    let wanted = true;
    loadCatalog(language).then(
      (next) => {
        if (!wanted) return;
        setCatalog(next);
        document.documentElement.lang = language;
      },
      () => undefined, // offline and not cached: the page stays in the language it has
    );
    return () => {
      wanted = false;
    };
  }, [language]);

  return <CatalogContext value={catalog}>{children}</CatalogContext>;
}
