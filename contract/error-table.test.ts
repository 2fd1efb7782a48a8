import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { parseSync, Visitor, type ESTree } from 'vite';
import { expect, test } from 'vitest';
import { errorTable, type ErrorEntry } from './error-table.ts';

const root = path.resolve(import.meta.dirname, '..');

test('the page is what the table says', async () => {
  await promisify(execFile)(process.execPath, ['scripts/errors-doc.mjs', '--check'], { cwd: root });
});

test('every code, HRESULT and phase in the table is one that main gives to failure', async () => {
  const given = await givenToFailure();
  const listed = Object.entries<ErrorEntry>(errorTable).flatMap(([code, { hresults, httpStatus, phases }]) => {
    const words = [...hresults, ...phases, ...(httpStatus === true ? ['httpStatusHResult'] : [])];
    return words.map((word) => `${code} ${word}`).concat(code);
  });
  expect(listed.filter((entry) => !given.has(entry))).toEqual([]);
});

/** `code`, `code HRESULT` and `code phase` of every call of `failure` in main. That others are not is for the types. */
async function givenToFailure(): Promise<ReadonlySet<string>> {
  const given = new Set<string>();
  for (const file of await readdir(path.join(root, 'main'), { recursive: true })) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue;
    for (const { codes, words } of callsOfFailure(await readFile(path.join(root, 'main', file), 'utf8'))) {
      for (const code of codes) {
        given.add(code);
        for (const word of words) given.add(`${code} ${word}`);
      }
    }
  }
  return given;
}

interface Call {
  readonly codes: readonly string[];
  /** What it may have as HRESULT or phase. */
  readonly words: readonly string[];
}

function callsOfFailure(source: string): Call[] {
  const calls: ESTree.CallExpression[] = [];
  const strings: { readonly start: number; readonly end: number; readonly word: string }[] = [];
  const names: typeof strings = [];
  new Visitor({
    CallExpression: (call) => void calls.push(call),
    Literal: ({ start, end, value }) => void (typeof value === 'string' && strings.push({ start, end, word: value })),
    Identifier: ({ start, end, name }) => void names.push({ start, end, word: name }),
  }).visit(parseSync('main.ts', source).program);

  // An expression that names something (a variable, a function) may have any string of its file.
  const wordsOf = (expression: ESTree.Node): string[] => {
    const isInside = ({ start, end }: (typeof strings)[number]): boolean =>
      start >= expression.start && end <= expression.end;
    const named = names.filter(isInside);
    return [...(named.length > 0 ? strings : strings.filter(isInside)), ...named].map(({ word }) => word);
  };

  return calls.flatMap(({ callee, arguments: [code, , details] }) => {
    if (callee.type !== 'Identifier' || callee.name !== 'failure' || code === undefined) return [];
    return { codes: wordsOf(code), words: details === undefined ? [] : viewsOf(details).flatMap(wordsOf) };
  });
}

/** The values of `hresult` and `phase` in an object; where they cannot be seen, the whole. */
function viewsOf(details: ESTree.Node): ESTree.Node[] {
  if (details.type !== 'ObjectExpression') return [details];
  return details.properties.flatMap((property): ESTree.Node[] => {
    if (property.type !== 'Property' || property.key.type !== 'Identifier') return [property];
    return ['hresult', 'phase'].includes(property.key.name) ? [property.value] : [];
  });
}
