// Who may import whom, and which package or global belongs where: the one table that the linter (oxlint.config.ts) and
// the architecture test read. Each rule says why, and what to do instead.

export interface Layer {
  /** A folder below src/. */
  readonly folder: string;
  /** The other folders that it may import from. */
  readonly imports: readonly string[];
  readonly why: string;
}

const BELOW_LAB = ['base', 'wire', 'document', 'engine', 'daemons', 'shell'];

export const LAYERS: readonly Layer[] = [
  {
    folder: 'base',
    imports: [],
    why: 'no networking word appears in base: put the code where its subject lives',
  },
  { folder: 'wire', imports: ['base'], why: 'a wire format knows no machine: pass it values' },
  {
    folder: 'document',
    imports: ['base', 'wire'],
    why: 'a document is plain data: what joins it to a running world belongs in lab',
  },
  {
    folder: 'engine',
    imports: ['base', 'wire'],
    why: 'the engine is data in, data out: pass it arguments, and join it to documents in lab',
  },
  { folder: 'daemons', imports: ['base', 'wire', 'engine'], why: 'a daemon uses the kernel, not the shell' },
  {
    folder: 'shell',
    imports: ['base', 'wire', 'engine', 'daemons'],
    why: 'a command reads and changes the world through the engine',
  },
  { folder: 'lab', imports: BELOW_LAB, why: 'lab joins documents to worlds and knows nothing of the page' },
  { folder: 'formats', imports: [...BELOW_LAB, 'lab'], why: 'a format is a pure conversion' },
  { folder: 'explain', imports: [...BELOW_LAB, 'lab'], why: 'explaining is a pure function of events' },
  { folder: 'lessons', imports: [...BELOW_LAB, 'lab', 'formats', 'explain'], why: 'a lesson is data' },
  {
    folder: 'store',
    imports: [...BELOW_LAB, 'lab', 'formats', 'explain', 'lessons'],
    why: 'the store runs without React: let ui/ read it through a hook',
  },
  {
    folder: 'cli',
    imports: [...BELOW_LAB, 'lab', 'formats', 'explain', 'lessons'],
    why: 'the command runs without a page',
  },
  {
    folder: 'ui',
    imports: [...BELOW_LAB, 'lab', 'formats', 'explain', 'lessons', 'store'],
    why: 'nothing imports the page but main.tsx',
  },
];

export interface PackageRule {
  /** The package, and all below it. */
  readonly name: string;
  /** The folders or files below src/ that may import it. */
  readonly allowedIn: readonly string[];
  readonly why: string;
}

export const PACKAGES: readonly PackageRule[] = [
  { name: 'react', allowedIn: ['ui', 'main.tsx'], why: 'React draws; what it draws is computed below ui/' },
  {
    name: 'react-dom',
    allowedIn: ['ui', 'main.tsx'],
    why: 'React draws; what it draws is computed below ui/',
  },
  {
    name: 'reactflow',
    allowedIn: ['ui/canvas'],
    why: 'React Flow changes its interface: keep it behind ui/canvas',
  },
  {
    name: 'zustand',
    allowedIn: ['store', 'ui/app'],
    why: 'state lives in store/; ui/ reads it through ui/app',
  },
];

export interface GlobalRule {
  /** What must not appear, as a pattern over code without comments and strings. */
  readonly pattern: RegExp;
  readonly name: string;
  /** Folders below src/ where it is banned. */
  readonly bannedIn: readonly string[];
  readonly why: string;
}

const PURE = [
  'base',
  'wire',
  'document',
  'engine',
  'daemons',
  'shell',
  'lab',
  'formats',
  'explain',
  'lessons',
];

export const GLOBALS: readonly GlobalRule[] = [
  {
    pattern: /\bDate\b/,
    name: 'Date',
    bannedIn: PURE,
    why: 'time is virtual: take it from the world or an argument',
  },
  {
    pattern: /\bMath\.random\b/,
    name: 'Math.random',
    bannedIn: [...PURE, 'store'],
    why: 'draw from the seeded Rng',
  },
  {
    pattern: /\b(setTimeout|setInterval|requestAnimationFrame|queueMicrotask)\s*\(/,
    name: 'a timer',
    bannedIn: PURE,
    why: 'schedule a task in virtual time, or take a scheduler as an argument',
  },
  { pattern: /\bcrypto\.\w/, name: 'crypto', bannedIn: PURE, why: 'draw from the seeded Rng' },
  {
    // A lab's document is called `document`, too: only what a page's has counts.
    pattern:
      /(?<![.\w])((window|navigator)\.\w|document\.(body|head|cookie|title|createElement|documentElement|activeElement|addEventListener|querySelector|getElement))/,
    name: 'the DOM',
    bannedIn: [...PURE, 'store', 'cli'],
    why: 'only ui/ knows that there is a page',
  },
  {
    pattern: /(?<![.\w])(localStorage|sessionStorage|indexedDB|location)\b(?!\s*[:?])/,
    name: 'storage or location',
    bannedIn: [...PURE, 'ui', 'cli'],
    why: 'only store/persist touches what outlives the page',
  },
  {
    pattern: /\bconsole\.\w/,
    name: 'console',
    bannedIn: [...PURE, 'store', 'ui', 'cli'],
    why: 'return a value instead',
  },
];

/** The hard limits of lines per file; the soft ones are in CONTRIBUTING.md. */
export const LINE_LIMITS: readonly { readonly match: RegExp; readonly lines: number }[] = [
  { match: /^src\/.*\.module\.css$/, lines: 200 },
  { match: /^src\/ui\/.*\/use-[^/]*\.ts$/, lines: 120 },
  { match: /^src\/ui\/.*\.tsx$/, lines: 250 },
  { match: /^src\/.*\.tsx?$/, lines: 400 },
  { match: /^tests\/.*\.test\.tsx?$/, lines: 450 },
  { match: /^src\/.*README\.md$/, lines: 40 },
];
