// Temporary: stands in for createAppStore until it is there.

import { ok } from '../../base/result.ts';
import type { LabDocument, MachineDoc } from '../../document/schema.ts';
import { World } from '../../engine/world.ts';
import type { AppActions, AppState } from '../../store/app-state.ts';
import type { AppStore } from './store-context.ts';

function machine(
  id: string,
  kind: MachineDoc['kind'],
  x: number,
  y: number,
  devs: readonly (readonly [string, string?])[],
  via?: string,
): MachineDoc {
  return {
    id,
    name: id,
    kind,
    position: { x, y },
    netns: [
      {
        name: '',
        devs: [
          {
            name: 'lo',
            kind: 'loopback',
            mac: '00:00:00:00:00:00',
            mtu: 65536,
            up: true,
            addrs: [{ cidr: '127.0.0.1/8', scope: 'host' }],
          },
          ...(kind === 'switch'
            ? [
                {
                  name: 'br0',
                  kind: 'bridge',
                  mac: '02:00:00:00:00:01',
                  mtu: 1500,
                  up: true,
                  addrs: [],
                } as const,
              ]
            : []),
          ...devs.map(([name, cidr], i) => ({
            name,
            kind: 'physical' as const,
            mac: `02:00:00:00:00:0${i}`,
            mtu: 1500,
            up: true,
            addrs: cidr ? [{ cidr }] : [],
            ...(kind === 'switch' && { master: 'br0' }),
          })),
        ],
        routes: via ? [{ dst: '0.0.0.0/0', via }] : [],
        deletedRoutes: [],
        rules: [],
        neigh: [],
        fdb: [],
        sysctl: kind === 'router' ? { 'net.ipv4.ip_forward': '1' } : {},
      },
    ],
  };
}

const cable = (id: string, a: string, ap: string, b: string, bp: string) =>
  ({
    id,
    ends: [
      { machine: a, port: ap },
      { machine: b, port: bp },
    ],
    delay: 100,
    loss: 0,
    plugged: true,
  }) as const;

const document_: LabDocument = {
  format: 'packetwalk',
  version: 1,
  name: 'Linux host as a router',
  seed: 1,
  machines: [
    machine('A', 'host', 0, 100, [['eth0', '192.168.1.5/24']], '192.168.1.6'),
    machine('s1', 'switch', 260, 110, [['p1'], ['p2'], ['p3']]),
    machine('B', 'router', 520, 90, [
      ['eth0', '192.168.1.6/24'],
      ['eth1', '192.168.2.6/24'],
    ]),
    machine('s2', 'switch', 800, 110, [['p1'], ['p2']]),
    machine('C', 'host', 1060, 100, [['eth0', '192.168.2.5/24']], '192.168.2.6'),
  ],
  cables: [
    cable('c1', 'A', 'eth0', 's1', 'p1'),
    cable('c2', 's1', 'p2', 'B', 'eth0'),
    cable('c3', 'B', 'eth1', 's2', 'p1'),
    cable('c4', 's2', 'p2', 'C', 'eth0'),
  ],
  stimuli: [{ id: 'p1', kind: 'ping', machine: 'A', netns: '', to: '192.168.2.5', count: 1 }],
};

export function createFakeStore(): AppStore {
  const listeners = new Set<(state: AppState, previous: AppState) => void>();
  const set = (change: Partial<AppState>) => {
    const previous = state;
    state = { ...state, ...change };
    for (const listener of listeners) listener(state, previous);
  };
  const nothing = () => undefined;
  const actions: AppActions = {
    applyOps: () => ok(),
    addMachine: () => '',
    connect: () => ok(''),
    moveMachines: (positions) =>
      set({
        document: {
          ...state.document,
          machines: state.document.machines.map((m) => ({ ...m, position: positions[m.id] ?? m.position })),
        },
      }),
    removeSelection: nothing,
    duplicateSelection: nothing,
    renameMachine: () => ok(),
    renameLab: (name) => set({ document: { ...state.document, name } }),
    setStimulus: nothing,
    removeStimulus: nothing,
    undo: nothing,
    redo: nothing,
    openDocument: () => ok(),
    newLab: nothing,
    openRecent: nothing,
    openFragment: async () => ok(),
    flush: nothing,
    importText: async () => ok(),
    shareFragment: async () => '#lab=fake',
    select: (selection) => set({ selection, inspected: selection.machines[0] }),
    setInspectorTab: (inspectorTab) => set({ inspectorTab }),
    inspect: (inspected) => set({ inspected }),
    chooseStimulus: (stimulus) => set({ stimulus }),
    setLanguage: (language) => set({ language }),
    setTheme: (theme) => set({ theme }),
    notify: (notice) => set({ notice }),
    runStimulus: nothing,
    wait: nothing,
    play: () => set({ playing: true }),
    pause: () => set({ playing: false }),
    step: nothing,
    stepBack: nothing,
    seek: (cursor) => set({ cursor }),
    seekStart: nothing,
    seekEnd: nothing,
    setSpeed: (speed) => set({ speed }),
    setFilter: (filter) => set({ filter }),
    resetRun: nothing,
  };
  let state: AppState = {
    playback: { now: () => 0, isMoving: () => false, timeOf: () => 0, eventAt: () => -1, flying: () => [] },
    recent: [],
    recording: 0,
    document: document_,
    past: [],
    future: [],
    saved: 'saved',
    language: 'en',
    theme: 'system',
    selection: { machines: [], cables: [] },
    inspectorTab: 'step',
    inspected: undefined,
    stimulus: 'p1',
    lastCommand: undefined,
    notice: undefined,
    cursor: -1,
    length: 0,
    playing: false,
    speed: 1,
    filter: [],
    revision: 0,
    outcome: 'none',
    lab: {
      world: new World(1),
      name: document_.name,
      seed: 1,
      positions: new Map(),
      stimuli: document_.stimuli,
    },
    actions,
  };
  return {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
