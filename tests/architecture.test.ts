// The architecture is a test: import directions, banned globals and size budgets. A break says why, and what instead.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { GLOBALS, LAYERS, LINE_LIMITS, PACKAGES } from './house/layers.ts';

const root = resolve(import.meta.dirname, '..');

interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** The text without comments and without the contents of strings. */
  readonly code: string;
  readonly imports: readonly string[];
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !path.endsWith('.d.ts'));
}

function read(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  const withoutComments = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[\s;{}(,])\/\/[^\n]*/g, '$1');
  const imports = [...withoutComments.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
    (match) => match[1] as string,
  );
  const code = withoutComments.replace(/'(?:[^'\\\n]|\\.)*'/g, "''").replace(/>[^<>{}=;()]*</g, '><');
  return { path, text, code, imports };
}

const sources = filesBelow('src')
  .filter((path) => /\.tsx?$/.test(path))
  .map(read);

/** `engine` for src/engine/fib/lookup.ts; the file's own name for src/main.tsx. */
function folderOf(path: string): string {
  return path.split('/')[1] as string;
}

function isBelow(path: string, place: string): boolean {
  return path === `src/${place}` || path.startsWith(`src/${place}/`);
}

function brokenDirections(file: SourceFile): string[] {
  const layer = LAYERS.find((known) => known.folder === folderOf(file.path));
  if (!layer)
    return file.path === 'src/main.tsx'
      ? []
      : [`${file.path}: no layer has this folder; add it to layers.ts`];
  return file.imports
    .filter((target) => target.startsWith('.'))
    .map((target) => relative(root, resolve(root, dirname(file.path), target)))
    .filter((target) => folderOf(target) !== layer.folder && !layer.imports.includes(folderOf(target)))
    .map((target) => `${file.path} imports ${target}: ${layer.why}`);
}

function brokenPackages(file: SourceFile): string[] {
  return PACKAGES.filter((rule) =>
    file.imports.some((name) => name === rule.name || name.startsWith(`${rule.name}/`)),
  )
    .filter((rule) => !rule.allowedIn.some((place) => isBelow(file.path, place)))
    .map((rule) => `${file.path} imports ${rule.name}: ${rule.why}`);
}

function brokenGlobals(file: SourceFile): string[] {
  return GLOBALS.filter((rule) => rule.bannedIn.some((place) => isBelow(file.path, place)))
    .filter((rule) => rule.pattern.test(file.code))
    .map((rule) => `${file.path} uses ${rule.name}: ${rule.why}`);
}

describe('the architecture', () => {
  test('sees the sources', () => {
    expect(sources.length).toBeGreaterThan(50);
  });

  test('imports go down only', () => {
    expect(sources.flatMap(brokenDirections)).toEqual([]);
  });

  test('each package stays in its folder', () => {
    expect(sources.flatMap(brokenPackages)).toEqual([]);
  });

  test('pure folders reach for no clock, no chance and no page', () => {
    expect(sources.flatMap(brokenGlobals)).toEqual([]);
  });

  test('every import names its file', () => {
    const bare = sources.flatMap((file) =>
      file.imports
        .filter((name) => name.startsWith('.') && !/\.(tsx?|css|json|svg)(\?\w+)?$/.test(name))
        .map(
          (name) => `${file.path} imports ${name}: Node runs these files as they are, so name the extension`,
        ),
    );
    expect(bare).toEqual([]);
  });

  test('no file outgrows its budget', () => {
    const long = [...filesBelow('src'), ...filesBelow('tests')].flatMap((path) => {
      const limit = LINE_LIMITS.find((known) => known.match.test(path));
      if (!limit) return [];
      const lines = readFileSync(join(root, path), 'utf8').split('\n').length - 1;
      return lines > limit.lines ? [`${path}: ${lines} lines, ${limit.lines} at most: split it by idea`] : [];
    });
    expect(long).toEqual([]);
  });

  test('nobody leaves an any or a default export', () => {
    const found = sources.flatMap((file) => [
      ...(/(:|\bas|<)\s*any\b/.test(file.code) ? [`${file.path}: any`] : []),
      ...(/\bexport default\b/.test(file.code) ? [`${file.path}: a default export`] : []),
    ]);
    expect(found).toEqual([]);
  });
});
