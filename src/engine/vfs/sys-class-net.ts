// /sys/class/net (net/core/net-sysfs.c): a link a device into /sys/devices/virtual/net, where its files are. What the
// engine doesn't count is left out rather than made up.

import { byText } from '../../base/order.ts';
import type { Dev } from '../device/dev.ts';
import { devByName, devsInOrder } from '../device/table.ts';
import type { NetnsId } from '../ids.ts';
import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';
import { type LiveNode, liveDirectory, liveLink } from './node.ts';
import { type Attributes, attributeNode } from './sys-attribute.ts';
import type { BridgeDevice, PortDevice } from '../device/stp-state.ts';
import { bridgeAttributes, brportAttributes } from './sys-bridge.ts';
import { devAttributes, statisticsAttributes } from './sys-dev.ts';

const CLASS = '/class/net';
const DEVICES = '/devices/virtual/net';
/** The folders above the devices. */
const ABOVE: Readonly<Record<string, readonly string[]>> = {
  '': ['class', 'devices'],
  '/class': ['net'],
  '/devices': ['virtual'],
  '/devices/virtual': ['net'],
};

export function sysNode(world: World, netns: NetnsId, path: string): LiveNode | undefined {
  if (Object.hasOwn(ABOVE, path)) return liveDirectory(() => ABOVE[path] ?? [], 0o755);
  const ns = world.netns.get(netns);
  if (!ns) return undefined;
  if (path === CLASS || path === DEVICES) return liveDirectory(() => namesOf(ns), 0o755);
  if (path.startsWith(`${CLASS}/`)) {
    const name = path.slice(CLASS.length + 1);
    return devByName(ns, name) && liveLink(`../..${DEVICES}/${name}`, 0);
  }
  if (!path.startsWith(`${DEVICES}/`)) return undefined;
  const [name = '', ...rest] = path.slice(DEVICES.length + 1).split('/');
  const dev = devByName(ns, name);
  return dev && devNode(world, ns, dev, rest);
}

function namesOf(ns: Netns): string[] {
  return devsInOrder(ns)
    .map((dev) => dev.name)
    .sort(byText);
}

/** A device's folder: its own attributes, links, and folders of more attributes. */
function devNode(world: World, ns: Netns, dev: Dev, rest: readonly string[]): LiveNode | undefined {
  const [first, second] = rest;
  const folders = foldersOf(world, ns, dev);
  const links = linksOf(ns, dev);
  const own = devAttributes(world, ns, dev);
  if (first === undefined) {
    const names = [...Object.keys(own), ...Object.keys(folders), ...Object.keys(links)];
    return liveDirectory(() => names.sort(byText), 0o755);
  }
  if (rest.length > 2) return undefined;
  if (second === undefined && Object.hasOwn(links, first)) return liveLink(links[first] as string, 0);
  if (Object.hasOwn(folders, first)) return folderNode(world, ns, dev, folders[first] as Folder, second);
  return second === undefined && Object.hasOwn(own, first)
    ? attributeNode(world, ns, dev, own[first])
    : undefined;
}

interface Folder {
  readonly attributes: Attributes;
  readonly links: Readonly<Record<string, string>>;
}

function folderNode(
  world: World,
  ns: Netns,
  dev: Dev,
  { attributes, links }: Folder,
  name: string | undefined,
): LiveNode | undefined {
  if (name === undefined) {
    return liveDirectory(() => [...Object.keys(attributes), ...Object.keys(links)].sort(byText), 0o755);
  }
  if (Object.hasOwn(links, name)) return liveLink(links[name] as string, 0);
  return Object.hasOwn(attributes, name) ? attributeNode(world, ns, dev, attributes[name]) : undefined;
}

function foldersOf(world: World, ns: Netns, dev: Dev): Record<string, Folder> {
  const folders: Record<string, Folder> = {
    statistics: { attributes: statisticsAttributes(ns, dev), links: {} },
  };
  const master = masterOf(ns, dev);
  if (dev.bridge) {
    folders['bridge'] = { attributes: bridgeAttributes(ns, dev as BridgeDevice, world.now), links: {} };
    const ports = dev.bridge.ports.map((port) => ns.devs.get(port)?.name ?? '');
    const links = Object.fromEntries(ports.map((port) => [port, `../../${port}/brport`]));
    folders['brif'] = { attributes: {}, links };
  }
  if (dev.brport && master?.bridge) {
    const links = { bridge: `../../${master.name}` };
    folders['brport'] = {
      attributes: brportAttributes(dev as PortDevice, master as BridgeDevice, world.now),
      links,
    };
  }
  return folders;
}

function linksOf(ns: Netns, dev: Dev): Record<string, string> {
  const links: Record<string, string> = { subsystem: '../../../../class/net' };
  const master = masterOf(ns, dev);
  if (master) {
    links['master'] = `../${master.name}`;
    links[`upper_${master.name}`] = `../${master.name}`;
  }
  for (const port of dev.bridge?.ports ?? []) {
    const name = ns.devs.get(port)?.name ?? '';
    links[`lower_${name}`] = `../${name}`;
  }
  return links;
}

function masterOf(ns: Netns, dev: Dev): Dev | undefined {
  return dev.master === undefined ? undefined : ns.devs.get(dev.master);
}
