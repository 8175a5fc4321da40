import { describe, expect, test } from 'vitest';
import type { NetnsId } from '../../../src/engine/ids.ts';
import { commandOf } from '../../../src/lab/commands.ts';
import { commandOp } from '../../../src/ui/inspector/command-op.ts';

const B = 'm3' as NetnsId;

describe('the fix button', () => {
  test.each([
    'sysctl -w net.ipv4.ip_forward=1',
    'ip link set eth0 up',
    'ip link set eth0 mtu 1400',
    'ip addr add 192.0.2.1/24 dev eth0',
    'ip route add default via 192.0.2.254',
    'ip route del unreachable 198.51.100.0/24',
    'ip route add 198.51.100.0/24 via 192.0.2.254 dev eth0',
  ])('does what %s does', (command) => {
    const op = commandOp(B, command);
    expect(op && commandOf(op)).toBe(command);
  });

  test.each([
    'ip link set eth0',
    'ip route add default via nowhere',
    'ip route add 192.0.2.0/24 proto static',
    'ip addr add 192.0.2.1/24',
    'sysctl -w net.ipv4.ip_forward',
    'iptables -F',
    'rm -rf /',
  ])('leaves %s to the user', (command) => {
    expect(commandOp(B, command)).toBeUndefined();
  });
});
