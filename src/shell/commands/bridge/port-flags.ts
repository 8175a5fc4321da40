// `bridge` has a print_link_flags of its own that never says M-DOWN for what `ip` does (bridge/link.c: the message of
// AF_BRIDGE has no word about the lower device's state).

import type { Dev } from '../../../engine/device/dev.ts';
import { linkFlags } from '../ip/dev-facts.ts';
import type { Session } from '../ip/session.ts';

export function portFlags(s: Session, dev: Dev): string[] {
  return linkFlags(s, dev).filter((flag) => flag !== 'M-DOWN');
}
