import { I18n } from '../i18n/I18n.tsx';
import { TooltipProvider } from '../common/Tooltip.tsx';
import { Shell } from './Shell.tsx';
import { type AppStore, StoreContext } from './store-context.ts';

export function App({ store }: { readonly store: AppStore }) {
  return (
    <StoreContext value={store}>
      <I18n>
        <TooltipProvider>
          <Shell />
        </TooltipProvider>
      </I18n>
    </StoreContext>
  );
}
