import { ByteCursor, floatText } from './byte-cursor.ts';
import { shortHex } from './hex.ts';
import { indexLabel, TreeNodes, type NodeRole, type NodeText, type PayloadTree } from './payload-tree.ts';
import { FaultFound } from './read-fault.ts';
import { readInto } from './reading.ts';
import { shortUtf8 } from './utf8.ts';
import { words } from '../words.ts';

/** RFC 8949, section 3.1; the key and value of a map that cannot stand on one line are an entry. */
const Major = { unsigned: 0, negative: 1, bytes: 2, text: 3, array: 4, map: 5, tag: 6, simple: 7 } as const;
const entry = 8;
/** The additional information of items of indefinite length, and of the byte that ends them. */
const indefinite = 31;

const roles: readonly NodeRole[] = [
  'number',
  'number',
  'bytes',
  'string',
  'container',
  'container',
  'container',
  'literal',
  'container',
];

interface Head {
  readonly major: number;
  /** Its additional information, 0 to 31. */
  readonly info: number;
  /** Value, length or count, rounded where it has 8 bytes; 0 where the item is indefinite. */
  readonly argument: number;
}

interface Frame {
  readonly major: number;
  /** Items or entries to come; Infinity where a break ends them. */
  remaining: number;
}

/** Reads CBOR (RFC 8949), also a sequence (RFC 8742). */
export function readCbor(bytes: Uint8Array): PayloadTree {
  const nodes = new TreeNodes();
  const cursor = new ByteCursor(bytes);
  const fault = readInto(
    nodes,
    () => readItems(cursor, nodes),
    () => cursor.at,
  );
  return { nodes, fault, describe: (node, limit) => describe(bytes, nodes, node, limit) };
}

function readItems(cursor: ByteCursor, nodes: TreeNodes): void {
  const frames: Frame[] = [];
  do {
    const frame = frames.at(-1);
    if (frame !== undefined && endsHere(cursor, frame)) {
      frames.pop();
      nodes.close(cursor.at);
      continue;
    }
    if (frame !== undefined) frame.remaining -= 1;
    let label: readonly [number, number] | undefined;
    if (frame?.major === Major.map) {
      label = readKey(cursor);
      if (label === undefined) {
        nodes.open({ kind: entry, start: cursor.at });
        frames.push({ major: entry, remaining: 2 });
        continue;
      }
    }
    const start = cursor.at;
    const { major, info, argument } = readHead(cursor);
    if (major === Major.array || major === Major.map || major === Major.tag) {
      nodes.open({ kind: major, start, label });
      const count = major === Major.tag ? 1 : argument;
      frames.push({ major, remaining: info === indefinite ? Infinity : count });
    } else {
      readContent(cursor, { major, info, argument }, start);
      nodes.leaf({ kind: major, start, label, end: cursor.at });
    }
  } while (frames.length > 0 || !cursor.isAtEnd);
}

/** Whether nothing more comes in a container; goes over the break that says so. */
function endsHere(cursor: ByteCursor, { remaining }: Frame): boolean {
  if (remaining !== Infinity || cursor.bytes[cursor.at] !== 0xff) return remaining === 0;
  cursor.at += 1;
  return true;
}

/** Goes over a key and returns where it lies; undefined, and back at its beginning, where it is no simple item. */
function readKey(cursor: ByteCursor): readonly [number, number] | undefined {
  const start = cursor.at;
  const head = readHead(cursor);
  if (head.major === Major.array || head.major === Major.map || head.major === Major.tag) {
    cursor.at = start;
    return undefined;
  }
  readContent(cursor, head, start);
  return [start, cursor.at];
}

function readHead(cursor: ByteCursor): Head {
  const start = cursor.at;
  const first = cursor.byte();
  const major = first >> 5;
  const info = first & 0x1f;
  if (info < 24) return { major, info, argument: info };
  if (info < 28) return { major, info, argument: cursor.length(1 << (info - 24)) };
  const canBeIndefinite = major >= Major.bytes && major <= Major.map;
  if (info !== indefinite || !canBeIndefinite) throw new FaultFound(start, 'unexpected');
  return { major, info, argument: 0 };
}

/** The argument of an item, digit by digit. */
function exactArgument(bytes: Uint8Array, start: number): bigint {
  const cursor = new ByteCursor(bytes, start);
  const info = cursor.byte() & 0x1f;
  return info < 24 ? BigInt(info) : cursor.unsigned(1 << (info - 24));
}

/** Goes over the bytes of strings; of indefinite ones, over their pieces. */
function readContent(cursor: ByteCursor, { major, info, argument }: Head, start: number): void {
  if (major === Major.simple && info === 24 && argument < 32) throw new FaultFound(start, 'unexpected');
  if (major !== Major.bytes && major !== Major.text) return;
  if (info !== indefinite) {
    cursor.take(argument);
    return;
  }
  for (;;) {
    const pieceStart = cursor.at;
    if (cursor.bytes[pieceStart] === 0xff) {
      cursor.at += 1;
      return;
    }
    const piece = readHead(cursor);
    if (piece.major !== major || piece.info === indefinite) throw new FaultFound(pieceStart, 'unexpected');
    cursor.take(piece.argument);
  }
}

function describe(bytes: Uint8Array, nodes: TreeNodes, node: number, limit: number | undefined): NodeText {
  const kind = nodes.kind(node);
  const key = nodes.label(node);
  const label = key === undefined ? positionLabel(nodes, node) : scalarText(bytes, key[0], limit).value;
  const role = roles[kind] ?? 'fault';
  const count = nodes.childCount(node);
  const { tree } = words.detail;
  if (kind === Major.array) return { label, role, value: tree.array(count), note: '' };
  if (kind === Major.map) return { label, role, value: tree.map(count), note: '' };
  if (kind === entry) return { label, role, value: tree.entry, note: '' };
  if (kind !== Major.tag) {
    const isNumber = kind === Major.simple && isFloat(bytes[nodes.start(node)] ?? 0);
    return { label, role: isNumber ? 'number' : role, ...scalarText(bytes, nodes.start(node), limit) };
  }
  const tag = exactArgument(bytes, nodes.start(node));
  return { label, role, value: tree.tag(String(tag)), note: tagNote(bytes, nodes, { node, tag, limit }) };
}

function positionLabel(nodes: TreeNodes, node: number): string {
  const parent = nodes.parent(node);
  if (parent === undefined || nodes.kind(parent) === Major.tag) return '';
  if (nodes.kind(parent) !== entry) return indexLabel(nodes, node);
  return nodes.ordinal(node) === 0 ? words.detail.tree.key : words.detail.tree.value;
}

function isFloat(first: number): boolean {
  return first >= 0xf9 && first <= 0xfb;
}

/** What an item that is no container says. It was read before, so that it is whole. */
function scalarText(bytes: Uint8Array, start: number, limit: number | undefined): { value: string; note: string } {
  const cursor = new ByteCursor(bytes, start);
  const head = readHead(cursor);
  switch (head.major) {
    case Major.unsigned:
      return { value: String(exactArgument(bytes, start)), note: '' };
    case Major.negative:
      return { value: String(-1n - exactArgument(bytes, start)), note: '' };
    case Major.bytes: {
      const content = stringContent(cursor, head);
      return { value: shortHex(content, limit), note: words.detail.tree.bytes(content.length) };
    }
    case Major.text:
      return { value: shortUtf8(stringContent(cursor, head), limit), note: '' };
    default:
      return { value: simpleText(bytes, start, head), note: '' };
  }
}

/** The bytes of a string; the pieces of an indefinite one behind each other. */
function stringContent(cursor: ByteCursor, { info, argument }: Head): Uint8Array {
  if (info !== indefinite) return cursor.bytes.subarray(cursor.at, cursor.at + argument);
  const content = new Uint8Array(cursor.bytes.length - cursor.at);
  let length = 0;
  while (cursor.bytes[cursor.at] !== 0xff) {
    const size = readHead(cursor).argument;
    const from = cursor.take(size);
    content.set(cursor.bytes.subarray(from, from + size), length);
    length += size;
  }
  return content.subarray(0, length);
}

function simpleText(bytes: Uint8Array, start: number, { info, argument }: Head): string {
  if (info >= 25) return floatText(new ByteCursor(bytes, start + 1).float(1 << (info - 24)));
  return ['false', 'true', 'null', 'undefined'][argument - 20] ?? `simple(${argument})`;
}

/** What a well-known tag makes of its content (RFC 8949, section 3.4). */
function tagNote(
  bytes: Uint8Array,
  nodes: TreeNodes,
  { node, tag, limit }: { readonly node: number; readonly tag: bigint; readonly limit: number | undefined },
): string {
  const name = words.detail.tree.tags[String(tag)] ?? '';
  const content = node + 1;
  if (content >= nodes.after(node)) return name;
  const meaning = tagMeaning(bytes, nodes, { content, tag, limit });
  return [name, meaning].filter(Boolean).join(': ');
}

function tagMeaning(
  bytes: Uint8Array,
  nodes: TreeNodes,
  { content, tag, limit = 256 }: { readonly content: number; readonly tag: bigint; readonly limit: number | undefined },
): string {
  const kind = nodes.kind(content);
  const cursor = new ByteCursor(bytes, nodes.start(content));
  if ((tag === 2n || tag === 3n) && kind === Major.bytes) {
    const data = stringContent(cursor, readHead(cursor));
    // A number of a million digits takes long to write, and nobody reads it.
    if (data.length === 0 || data.length > Math.min(limit, 1024)) return '';
    const value = BigInt(`0x${Array.from(data, (byte) => byte.toString(16).padStart(2, '0')).join('')}`);
    return String(tag === 2n ? value : -1n - value);
  }
  if (tag !== 1n || (kind !== Major.unsigned && kind !== Major.negative && kind !== Major.simple)) return '';
  const date = new Date(Number(scalarText(bytes, nodes.start(content), limit).value) * 1000);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
