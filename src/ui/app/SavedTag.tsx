import { Tag } from '../common/Tag.tsx';
import { useT } from '../i18n/I18n.tsx';
import { useApp } from './store-context.ts';

export function SavedTag() {
  const t = useT();
  const saved = useApp((state) => state.saved);
  return (
    <Tag tone={saved === 'failed' ? 'bad' : 'neutral'} title={t.app.savedHint[saved]}>
      {t.app.saved[saved]}
    </Tag>
  );
}
