// What the store has to say: by the keys of its notices. `detail` is the reason, in the words of who refused.

import type { NoticeKey } from '../../../store/words.ts';

interface NoticeWords {
  readonly title: string;
  readonly detail: (detail: string) => string;
}

const asItIs = (detail: string) => detail;

export const notices: Readonly<Record<NoticeKey, NoticeWords>> & { readonly back: NoticeWords } = {
  'edit-refused': { title: 'Not possible', detail: asItIs },
  'import-refused': { title: 'This file can’t be opened', detail: asItIs },
  'link-refused': {
    title: 'This link can’t be opened',
    detail: (why) => `${why} Your own lab is still here.`,
  },
  'link-opened': { title: 'Opened from a link', detail: asItIs },
  'saved-broken': {
    title: 'The lab stored in this browser is broken',
    detail: (why) => `${why} It is kept aside, untouched.`,
  },
  'save-failed': {
    title: 'The lab can’t be stored in this browser',
    detail: (why) => `${why} Export it to keep it.`,
  },
  'duplicate-addressless': { title: 'The copy has no address', detail: () => 'The prefix is full.' },
  'no-stimulus': { title: 'Nothing to run yet', detail: () => 'Choose a ping in the timeline first.' },
  'run-bounded': {
    title: 'The run was cut off',
    detail: () => 'It would go on without end: what there is so far is in the timeline.',
  },
  back: { title: 'Back to my lab', detail: asItIs },
};
