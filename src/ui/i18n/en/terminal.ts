// The terminals. What is printed in them is Linux's own.

export const terminal = {
  title: 'Terminal',
  open: 'Open terminal',
  openOn: (name: string) => `Terminal on ${name}`,
  nobody: 'Put a machine on the canvas first',
  tabs: 'Terminals',
  another: 'Another terminal…',
  close: (name: string) => `Close the terminal of ${name}`,
  hide: 'Hide the terminals',
  loading: 'Starting the shell…',
  loadFailed: 'The terminal couldn’t be loaded. Close it and try again.',
  screenReader: 'Screen reader mode',
  panelOf: (name: string) => `Terminal of ${name}`,
  inputOf: (name: string) => `Shell on ${name}. Esc or F6 leaves the terminal.`,
  help: {
    group: 'In a terminal',
    open: 'Open a terminal on the selected machine',
    leave: 'Leave the terminal for its tab',
    enter: 'From the tab into the terminal',
    interrupt: 'Stop what runs',
    complete: 'Complete a word',
    search: 'Search the history',
    copy: 'Copy, paste',
    zoom: 'Bigger, smaller text',
  },
  ended: {
    undone: '[the network went back to an earlier state: what ran here has ended]',
    opened: '[the lab was booted anew: what ran here has ended]',
    rebooted: '[the machine has started again]',
    failed: '[something went wrong in Packetwalk itself]',
  },
};
