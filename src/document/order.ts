// The document's own order of things, so that equal labs are equal documents.

import { by, byNumber, byText, type Comparator } from '../base/order.ts';
import type { FdbDoc, FileDoc, LabDocument, MachineDoc, NeighDoc, NetnsDoc, RuleDoc } from './schema.ts';

const PARTS = /^(\D*)(\d*)(.*)$/s;

/** `m2` before `m10`: the first number in an id counts as a number. */
export const byId: Comparator<string> = (a, b) => {
  const [, textA = '', numberA = '', restA = ''] = PARTS.exec(a) ?? [];
  const [, textB = '', numberB = '', restB = ''] = PARTS.exec(b) ?? [];
  return (
    byText(textA, textB) || byNumber(Number(numberA), Number(numberB)) || byText(restA, restB) || byText(a, b)
  );
};

export const byPref: Comparator<RuleDoc> = by((rule) => rule.pref, byNumber);
export const byNeigh: Comparator<NeighDoc> = (a, b) => byText(a.dev, b.dev) || byId(a.ip, b.ip);
export const byFdb: Comparator<FdbDoc> = (a, b) => byText(a.port, b.port) || byText(a.mac, b.mac);

/** The root namespace ('') is the first. */
const byNetnsName: Comparator<NetnsDoc> = by((netns) => netns.name, byText);

/** The same document with everything that has no order of its own in the document's order. */
export function canonical(document: LabDocument): LabDocument {
  const machines = document.machines.map(({ files, ...m }) => ({
    ...m,
    ...canonicalFiles(files),
    netns: m.netns.map(canonicalNetns).sort(byNetnsName),
  }));
  return {
    ...document,
    machines: machines.sort(by((m) => m.id, byId)),
    cables: [...document.cables].sort(by((cable) => cable.id, byId)),
  };
}

/** By path, without the directories that the paths below them imply. */
function canonicalFiles(files: MachineDoc['files']): Pick<MachineDoc, 'files'> {
  const paths = Object.keys(files ?? {}).sort(byText);
  const kept = paths.filter((path) => {
    const file = files?.[path];
    const isPlain = file !== undefined && 'directory' in file && file.mode === undefined;
    return !(isPlain && paths.some((other) => other.startsWith(`${path}/`)));
  });
  if (kept.length === 0) return {};
  return { files: Object.fromEntries(kept.map((path) => [path, files?.[path] as FileDoc])) };
}

function canonicalNetns(netns: NetnsDoc): NetnsDoc {
  return {
    ...netns,
    rules: [...netns.rules].sort(byPref),
    neigh: [...netns.neigh].sort(byNeigh),
    fdb: [...netns.fdb].sort(byFdb),
    sysctl: sortKeys(netns.sysctl),
  };
}

export function sortKeys(record: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => byText(a, b)));
}
