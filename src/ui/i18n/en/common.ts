export const common = {
  close: 'Close',
  cancel: 'Cancel',
  apply: 'Apply',
  save: 'Save',
  copy: 'Copy',
  copied: 'Copied',
  remove: 'Remove',
  add: 'Add',
  dismiss: 'Dismiss',
  none: 'none',
  machineKind: { host: 'host', router: 'router', switch: 'switch' },
  linkState: { up: 'up', down: 'down', 'no-carrier': 'no carrier' },
};
