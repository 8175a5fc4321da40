import { type ReactNode, useState } from 'react';
import { createCalmStore } from './calm-store.ts';
import { StoreContext, useAppStore } from './store-context.ts';

/** What is inside reads the store at a calm pace while a run plays. */
export function Calm({ children }: { readonly children: ReactNode }) {
  const store = useAppStore();
  const [calm] = useState(() => createCalmStore(store));
  return <StoreContext value={calm}>{children}</StoreContext>;
}
