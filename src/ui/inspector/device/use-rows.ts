// What the tables of the Device panel have in common.

import { createElement, type ReactNode, useState } from 'react';
import { devsInOrder } from '../../../engine/device/table.ts';
import type { NetlinkOp } from '../../../engine/netlink.ts';
import styles from './rows.module.css';
import { useDevice } from './use-device.ts';

/** The devices' names, as `ip link` lists them. */
export function useDevNames(): readonly string[] {
  const { ns } = useDevice();
  return devsInOrder(ns).map(({ name }) => name);
}

/** An edit from a row, and what the kernel says if it refuses it, to be shown below the table. */
export function useRefusal(): readonly [ReactNode, (...ops: readonly NetlinkOp[]) => void] {
  const { edit } = useDevice();
  const [refused, setRefused] = useState<string | undefined>();
  const shown =
    refused === undefined ? null : createElement('p', { className: styles.error, role: 'alert' }, refused);
  return [shown, (...ops) => setRefused(edit(...ops))];
}
