// The words of the store that the user reads, as keys: the language catalogue in ui/ has one phrase for each.

/** What a step of undo did. */
export type HistoryKey =
  | 'add' // a machine
  | 'connect' // a cable
  | 'move'
  | 'delete'
  | 'duplicate'
  | 'rename' // a machine
  | 'rename-lab'
  | 'edit' // addresses, routes, sysctls … of a machine
  | 'cable' // plug, unplug, delay, loss
  | 'stimulus'
  | 'command' // a command line in a terminal
  | 'open';

/** What the user is told outside of the panels. `{detail}` is filled in where it says so. */
export type NoticeKey =
  | 'edit-refused' // {detail}: the kernel's own words
  | 'import-refused' // {detail}: what is wrong, and where
  | 'link-refused' // {detail}: what is wrong, and where; the user's own lab is still open
  | 'link-opened' // {detail}: the lab's name; offers the way back to the user's own lab
  | 'saved-broken' // {detail}: what is wrong; the broken data is kept aside
  | 'save-failed' // {detail}: the browser's words (quota, private window …)
  | 'duplicate-addressless' // a copy got no address: the prefix is full
  | 'no-stimulus' // there is nothing to run
  | 'run-bounded'; // the run was cut at the event budget

export interface HistoryLabel {
  readonly key: HistoryKey;
  /** What it was done to: a machine's name, mostly. */
  readonly name?: string;
}

export interface Notice {
  readonly severity: 'error' | 'info';
  readonly key: NoticeKey;
  readonly detail?: string;
  /** A button that opens one of the labs that this browser holds (`actions.openRecent`). */
  readonly offer?: { readonly slot: string };
}
