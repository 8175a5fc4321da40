// The title of the step that the playhead stands at, for everything that says it aloud.

import { useApp } from '../app/store-context.ts';
import { explain } from '../../explain/explain.ts';
import { useNames } from '../inspector/use-names.ts';

export function useStepTitle(): string {
  const names = useNames();
  const language = useApp((state) => state.language);
  const event = useApp((state) => state.lab.world.events[state.cursor]);
  return event ? explain(event, names, language).title : '';
}
