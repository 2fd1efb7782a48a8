import { afterEach, beforeEach, expect, test } from 'vitest';
import { english } from './english.ts';
import { german } from './german.ts';
import { setLanguage } from './language.ts';

type Made = (...values: unknown[]) => unknown;

/** A text of the catalogue, or one that a function of it answered with, in both languages. */
interface Pair {
  readonly path: string;
  readonly english: string;
  readonly german: string;
}

/** What functions are called with that take one of a few names: other values have no text. */
const given: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  'importing.source': ['wscat', 'websocat', 'curl', 'har', 'postman', 'insomnia', 'hoppscotch', 'duplex'].map(
    (kind) => [kind],
  ),
  'copyConnection.copied': Object.keys(english.copyConnection.targets).map((kind) => [kind]),
  'detail.fitting': Object.keys(english.detail.views).map((view) => [view]),
  'detail.isNot': Object.keys(english.detail.views).flatMap((view) =>
    ['endsEarly', 'unexpected', 'trailing', 'tooMany', 'unmatchedTag'].map((reason) => [view, '⟨1⟩', reason]),
  ),
  'links.refused': [
    'tooLong',
    'notReadable',
    'unknownAction',
    'noAddress',
    'severalAddresses',
    'wrongScheme',
    'credentials',
    'controlCharacters',
    'badAddress',
  ].map((fault) => [fault]),
  'events.closed': ['local', 'remote'].flatMap((by) => ['', '⟨1⟩'].map((reason) => [1000, reason, by])),
  'events.certificateLoaded': [['sample'], ['file']],
  'events.readingContinued': [
    ['limit', 311],
    ['disk', 311],
  ],
  'attempts.explanations.policy-no-destination': ['notUnicast', 'reserved'].map((name) => ['⟨0⟩', name]),
  ...Object.fromEntries(
    ['metadataPassed', 'metadataRefused'].map((step) => [
      `isolation.steps.${step}`,
      ['OpenStack and others', 'AWS container credentials', 'Linode'].map((whose) => ['⟨0⟩', whose]),
    ]),
  ),
  'troubleshoot.options.carries': [[['⟨0⟩', '⟨1⟩']]],
  'events.frame': [[{ fin: 1, rsv1: 0, rsv2: 1, rsv3: 0, opcode: '⟨0⟩', isMasked: true }]],
  'detail.facts.frame': [[{ fin: 1, rsv1: 0, rsv2: 1, rsv3: 0, opcode: '⟨0⟩', isMasked: false }]],
  'workbench.status.keepAlive': ['ping', 'pong', 'message'].map((kind) => [kind, '⟨1⟩']),
};

/** What functions are called with: as texts, as a number, as one, empty, and left out. */
const trials: readonly (readonly unknown[])[] = [
  Array.from({ length: 8 }, (_, index) => `⟨${index}⟩`),
  Array.from({ length: 8 }, (_, index) => 311 + 17 * index),
  Array.from({ length: 8 }, () => 1),
  Array.from({ length: 8 }, () => ''),
  Array.from({ length: 8 }, () => undefined),
];

/** Texts that are the same in German, and what they are. */
const same: Readonly<Record<string, string>> = {
  'importing.placeholder': 'a command',
  'messageComposer.editor.placeholder.json': 'JSON',
  'messageComposer.editor.placeholder.xml': 'XML',
  'search.placeholders.regex': 'a regular expression',
  'settings.items.proxy.also': 'names of kinds of proxies that one may look for',
};

beforeEach(() => setLanguage('de'));
afterEach(() => setLanguage('en'));

test('the German catalogue has the names and functions of the English one', () => {
  expect(shapeOf(german)).toEqual(shapeOf(english));
});

test('no text is left in English', () => {
  const left = allPairs().filter(
    (pair) => pair.english === pair.german && wordsOf(pair.english) > 2 && same[pair.path] === undefined,
  );
  expect(left).toEqual([]);
  const mixed = allPairs().filter((pair) => /\b(the|and|of|is|are|with|from|by|to|not|it)\b/.test(pair.german));
  expect(mixed.filter((pair) => same[pair.path] === undefined)).toEqual([]);
});

test('every function is called with values that it has texts for', () => {
  const texts = trials[0] ?? [];
  const without = functionsOf('', english).filter(([path, made]) => {
    const answers = given[path]?.map((values) => answerTo(made, values)) ?? [answerTo(made, texts)];
    return answers.some((answer) => answer === undefined || JSON.stringify(answer).includes('undefined'));
  });
  expect(without.map(([path]) => path)).toEqual([]);
});

test('what is filled in comes out where it does in English', () => {
  // A text in the place of a number is not a number there; the trial with numbers says whether it comes out.
  const readable = allPairs().filter(({ german }) => !german.includes('NaN'));
  const lost = readable.filter(({ english, german }) =>
    [...english.matchAll(/⟨\d⟩|\b3\d\d\b|\b4\d\d\b/g)].some(([marker]) => !german.includes(marker)),
  );
  expect(lost).toEqual([]);
  const unknown = allPairs().filter(({ german }) => german.includes('undefined'));
  expect(unknown.filter(({ english }) => !english.includes('undefined'))).toEqual([]);
});

test('each of a few names has a text of its own, as in English', () => {
  const pairs = allPairs();
  for (const path of Object.keys(given)) {
    const answers = pairs.filter((pair) => pair.path.startsWith(path));
    const different = (texts: readonly string[]): number => new Set(texts).size;
    expect([path, different(answers.map(({ german }) => german))]).toEqual([
      path,
      different(answers.map(({ english }) => english)),
    ]);
  }
});

test('quotation marks are German', () => {
  const wrong = allPairs().filter(
    ({ german }) => /[”"]/.test(german) || german.split('„').length !== german.split('“').length,
  );
  expect(wrong.filter(({ path }) => same[path] === undefined)).toEqual([]);
});

/** The names of a catalogue, with the number of values of each function. */
function shapeOf(value: unknown): unknown {
  if (typeof value === 'function') return `function of ${value.length}`;
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shapeOf(member)]));
}

function functionsOf(path: string, value: unknown): readonly (readonly [string, Made])[] {
  if (typeof value === 'function') return [[path, value as Made]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => functionsOf(path === '' ? name : `${path}.${name}`, member));
}

function allPairs(): readonly Pair[] {
  return pairsOf('', english, german);
}

function pairsOf(path: string, ours: unknown, theirs: unknown): readonly Pair[] {
  if (typeof ours === 'string') return [{ path, english: ours, german: String(theirs) }];
  if (typeof ours === 'function') return answersOf(path, ours as Made, theirs as Made);
  if (typeof ours !== 'object' || ours === null) return [];
  return Object.entries(ours).flatMap(([name, member]) =>
    pairsOf(path === '' ? name : `${path}.${name}`, member, (theirs as Record<string, unknown>)[name]),
  );
}

function answersOf(path: string, ours: Made, theirs: Made): readonly Pair[] {
  return (given[path] ?? trials).flatMap((values) => {
    const answer = answerTo(ours, values);
    return answer === undefined ? [] : pairsOf(path, answer, theirs(...values));
  });
}

/** Nothing for values that a function cannot take. */
function answerTo(made: Made, values: readonly unknown[]): unknown {
  try {
    return made(...values);
  } catch {
    return undefined;
  }
}

function wordsOf(text: string): number {
  return text.split(/\s+/).filter((word) => /\p{Letter}{2}/u.test(word)).length;
}
