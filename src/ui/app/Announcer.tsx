import { useT } from '../i18n/I18n.tsx';
import { useApp } from './store-context.ts';

/** Tells screen readers what an edit did: "add h1". */
export function Announcer() {
  const t = useT();
  const last = useApp((state) => state.past.at(-1)?.label);
  return (
    <div className="visually-hidden" role="status">
      {last && t.history[last.key](last.name ?? '')}
    </div>
  );
}
