import { useApp } from '../app/store-context.ts';
import { useT } from '../i18n/I18n.tsx';
import { useStepTitle } from './use-step-title.ts';

/** Says the step's title to a screen reader when the playhead rests; while it runs that would be a torrent. */
export function StepAnnouncer() {
  const t = useT().timeline;
  const playing = useApp((state) => state.playing);
  const cursor = useApp((state) => state.cursor);
  const length = useApp((state) => state.length);
  const title = useStepTitle();
  const text = playing || cursor < 0 ? '' : `${t.position(cursor + 1, length)}: ${title}`;
  return (
    <div className="visually-hidden" aria-live="polite">
      {text}
    </div>
  );
}
