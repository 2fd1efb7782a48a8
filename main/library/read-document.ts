import * as v from 'valibot';
import { isAlias, isCollection, isMap, isScalar, Lexer, LineCounter, parseDocument, visit, type Document } from 'yaml';
import {
  connectionSchema,
  documentVersion,
  environmentSchema,
  folderSchema,
  messageSchema,
} from '../../contract/workbench/documents.ts';
import type { DocumentProblem, LibraryEntryKind, NewDocument } from '../../contract/workbench/library.ts';
import { because } from '../../contract/reason.ts';
import { reasonOfIssue } from '../../contract/reason-of-issue.ts';

/** What a file says, or what is wrong with it. */
export type Reading =
  | { readonly kind: 'document'; readonly document: NewDocument['document'] }
  | { readonly kind: 'problem'; readonly problem: DocumentProblem };

/** What is wrong, without its place. */
type Found = Omit<DocumentProblem, 'line' | 'column'>;

/** A parsed file, for reading it and for changing it. */
export interface ParsedYaml {
  readonly yaml: Document.Parsed;
  readonly lines: LineCounter;
  /** What it says, as plain data. */
  readonly value: unknown;
}

/** An alias makes many values of one: a person writes a few. */
const aliasLimit = 100;
/** A message of 16 MiB is one piece; a file of so many pieces would hold up everything. */
const pieceLimit = 400_000;
/** Shorter files cannot have too many. */
const surelyFewBytes = 256 * 1024;

/** @returns why a text is no YAML that can be used, or what it is */
export function parseYaml(text: string): ParsedYaml | DocumentProblem {
  const lines = new LineCounter();
  try {
    if (text.length > surelyFewBytes && hasTooMany(text)) {
      const reason = because('piecesTooMany', pieceLimit);
      return { message: `it has more than ${pieceLimit} pieces`, reason, line: 1, column: 1 };
    }
    // Keys that are there twice are looked for below: the library takes their number squared for it.
    const yaml = parseDocument(text, { lineCounter: lines, uniqueKeys: false, schema: 'core', version: '1.2' });
    const [error] = yaml.errors;
    if (error !== undefined) {
      const message = error.message.split(/ at line \d+/)[0] ?? error.code;
      return at(lines, error.pos[0], { message: `it is not YAML: ${message}`, reason: because('notYaml', error.code) });
    }
    const twice = keyTwice(yaml);
    if (twice !== undefined) {
      return at(lines, twice.offset, {
        message: `"${twice.key}" is there twice`,
        reason: because('keyTwice', twice.key),
      });
    }
    return { yaml, lines, value: yaml.toJS({ maxAliasCount: aliasLimit }) as unknown };
  } catch (error) {
    // Nested too deep, or an alias of an alias of an alias.
    const why = error instanceof RangeError ? 'it is nested too deep' : error instanceof Error ? error.message : '';
    const reason = because('nestedTooDeep');
    return { message: `it cannot be read: ${why}`, reason, line: 1, column: 1 };
  }
}

/** Reads a document of a kind. */
export function readDocument(kind: LibraryEntryKind, text: string): Reading {
  const parsed = parseYaml(text);
  if ('message' in parsed) return { kind: 'problem', problem: parsed };
  return judge(kind, parsed);
}

/** Whether what was parsed is a document of a kind. */
export function judge(kind: LibraryEntryKind, { yaml, lines, value }: ParsedYaml): Reading {
  const problem = (path: readonly unknown[], found: Found): Reading => {
    return { kind: 'problem', problem: at(lines, offsetOf(yaml, path), found) };
  };
  const version: unknown =
    typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined;
  if (typeof version === 'number' && version > documentVersion) {
    const message = `a newer version of the app wrote it: version ${version} is not known here`;
    return problem(['version'], { message, reason: because('newerVersion', version) });
  }
  const judged = v.safeParse(schemaOf(kind, value), value, { abortEarly: true });
  if (judged.success) return { kind: 'document', document: judged.output };
  const [issue] = judged.issues;
  const path = issue.path?.map(({ key }) => key) ?? [];
  const name = v.getDotPath(issue);
  const reason = reasonOfIssue(issue);
  return problem(path, {
    message: name === null ? issue.message : `${name}: ${issue.message}`,
    ...(reason !== undefined && { reason }),
    ...(name !== null && { key: name }),
  });
}

/** The schema to judge a value with: of a union the member that it can only be. */
export function schemaOf(kind: LibraryEntryKind, value: unknown): v.GenericSchema<unknown, NewDocument['document']> {
  switch (kind) {
    case 'folder':
      return folderSchema;
    case 'connection':
      return connectionSchema;
    case 'environment':
      return environmentSchema;
    case 'message': {
      const [one, sequence] = messageSchema.options;
      return typeof value === 'object' && value !== null && 'steps' in value ? sequence : one;
    }
  }
}

function hasTooMany(text: string): boolean {
  let pieces = 0;
  for (const _ of new Lexer().lex(text)) {
    pieces += 1;
    if (pieces > pieceLimit) return true;
  }
  return false;
}

function keyTwice(yaml: Document.Parsed): { readonly key: string; readonly offset: number } | undefined {
  let twice: { readonly key: string; readonly offset: number } | undefined;
  visit(yaml, {
    Map(_key, map) {
      const keys = new Set<string>();
      for (const { key } of map.items) {
        const text = isScalar(key) ? String(key.value) : undefined;
        if (text === undefined) continue;
        if (keys.has(text)) {
          twice = { key: text, offset: isScalar(key) ? (key.range?.[0] ?? 0) : 0 };
          return visit.BREAK;
        }
        keys.add(text);
      }
      return undefined;
    },
  });
  return twice;
}

/** Where a value begins; where it is missing, what it should be in. */
function offsetOf(yaml: Document.Parsed, path: readonly unknown[]): number {
  let node: unknown = yaml.contents;
  let offset = yaml.contents?.range?.[0] ?? 0;
  for (const key of path) {
    if (isAlias(node)) node = node.resolve(yaml);
    if (!isCollection(node)) break;
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
      if (pair === undefined) break;
      node = pair.value;
      if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
    } else node = node.get(key, true);
    const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
    if (Array.isArray(range) && typeof range[0] === 'number') [offset] = range as [number];
  }
  return offset;
}

function at(lines: LineCounter, offset: number, found: Found): DocumentProblem {
  const { line, col } = lines.linePos(offset);
  return { ...found, line: Math.max(line, 1), column: Math.max(col, 1) };
}
