import { ByteCursor, floatText } from './byte-cursor.ts';
import { shortHex } from './hex.ts';
import { indexLabel, TreeNodes, type NodeRole, type NodeText, type PayloadTree } from './payload-tree.ts';
import { FaultFound } from './read-fault.ts';
import { readInto } from './reading.ts';
import { shortUtf8 } from './utf8.ts';
import { words } from '../words.ts';

const Kind = { literal: 0, number: 1, string: 2, bytes: 3, extension: 4, array: 5, map: 6, entry: 7 } as const;
type Kind = (typeof Kind)[keyof typeof Kind];

const roles: readonly NodeRole[] = [
  'literal',
  'number',
  'string',
  'bytes',
  'bytes',
  'container',
  'container',
  'container',
];

/** An item's first bytes (msgpack/spec.md, "Formats"). */
interface Head {
  readonly kind: Kind;
  /** Of a container the number of items (entries of a map count once), of everything else the bytes behind the head. */
  readonly size: number;
}

/** A container that is being read. */
interface Frame {
  readonly kind: Kind;
  /** Items or entries to come. */
  remaining: number;
}

/** Reads MessagePack, also several items behind each other. */
export function readMessagePack(bytes: Uint8Array): PayloadTree {
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
    if (frame?.remaining === 0) {
      frames.pop();
      nodes.close(cursor.at);
      continue;
    }
    if (frame !== undefined) frame.remaining -= 1;
    let label: readonly [number, number] | undefined;
    if (frame?.kind === Kind.map) {
      label = readKey(cursor);
      if (label === undefined) {
        // A key that is a container itself cannot stand before its value: both stand below an entry.
        nodes.open({ kind: Kind.entry, start: cursor.at });
        frames.push({ kind: Kind.entry, remaining: 2 });
        continue;
      }
    }
    const start = cursor.at;
    const { kind, size } = readHead(cursor);
    if (kind === Kind.array || kind === Kind.map) {
      nodes.open({ kind, start, label });
      frames.push({ kind, remaining: size });
    } else {
      cursor.take(size);
      nodes.leaf({ kind, start, label, end: cursor.at });
    }
  } while (frames.length > 0 || !cursor.isAtEnd);
}

/** Goes over a key and returns where it lies; undefined, and back at its beginning, where it is a container. */
function readKey(cursor: ByteCursor): readonly [number, number] | undefined {
  const start = cursor.at;
  const { kind, size } = readHead(cursor);
  if (kind === Kind.array || kind === Kind.map) {
    cursor.at = start;
    return undefined;
  }
  cursor.take(size);
  return [start, cursor.at];
}

function readHead(cursor: ByteCursor): Head {
  const at = cursor.at;
  const first = cursor.byte();
  if (first < 0x80 || first >= 0xe0) return { kind: Kind.number, size: 0 };
  if (first < 0x90) return { kind: Kind.map, size: first & 0x0f };
  if (first < 0xa0) return { kind: Kind.array, size: first & 0x0f };
  if (first < 0xc0) return { kind: Kind.string, size: first & 0x1f };
  switch (first) {
    case 0xc0:
    case 0xc2:
    case 0xc3:
      return { kind: Kind.literal, size: 0 };
    case 0xc4:
    case 0xc5:
    case 0xc6:
      return { kind: Kind.bytes, size: cursor.length(1 << (first - 0xc4)) };
    case 0xc7:
    case 0xc8:
    case 0xc9:
      // One more for the type.
      return { kind: Kind.extension, size: cursor.length(1 << (first - 0xc7)) + 1 };
    case 0xca:
    case 0xcb:
      return { kind: Kind.number, size: first === 0xca ? 4 : 8 };
    case 0xcc:
    case 0xcd:
    case 0xce:
    case 0xcf:
      return { kind: Kind.number, size: 1 << (first - 0xcc) };
    case 0xd0:
    case 0xd1:
    case 0xd2:
    case 0xd3:
      return { kind: Kind.number, size: 1 << (first - 0xd0) };
    case 0xd4:
    case 0xd5:
    case 0xd6:
    case 0xd7:
    case 0xd8:
      return { kind: Kind.extension, size: (1 << (first - 0xd4)) + 1 };
    case 0xd9:
    case 0xda:
    case 0xdb:
      return { kind: Kind.string, size: cursor.length(1 << (first - 0xd9)) };
    case 0xdc:
    case 0xdd:
      return { kind: Kind.array, size: cursor.length(first === 0xdc ? 2 : 4) };
    case 0xde:
    case 0xdf:
      return { kind: Kind.map, size: cursor.length(first === 0xde ? 2 : 4) };
    default:
      // 0xc1 is never used.
      throw new FaultFound(at, 'unexpected');
  }
}

function describe(bytes: Uint8Array, nodes: TreeNodes, node: number, limit: number | undefined): NodeText {
  const kind = nodes.kind(node);
  const key = nodes.label(node);
  const role = roles[kind] ?? 'fault';
  const label = key === undefined ? positionLabel(nodes, node) : scalarText(bytes, key[0], limit).value;
  const count = nodes.childCount(node);
  if (kind === Kind.array) return { label, role, value: words.detail.tree.array(count), note: '' };
  if (kind === Kind.map) return { label, role, value: words.detail.tree.map(count), note: '' };
  if (kind === Kind.entry) return { label, role, value: words.detail.tree.entry, note: '' };
  return { label, role, ...scalarText(bytes, nodes.start(node), limit) };
}

function positionLabel(nodes: TreeNodes, node: number): string {
  const parent = nodes.parent(node);
  if (parent === undefined || nodes.kind(parent) !== Kind.entry) return indexLabel(nodes, node);
  return nodes.ordinal(node) === 0 ? words.detail.tree.key : words.detail.tree.value;
}

/** What an item that is no container says. It was read before, so that it is whole. */
function scalarText(bytes: Uint8Array, start: number, limit: number | undefined): { value: string; note: string } {
  const cursor = new ByteCursor(bytes, start);
  const { kind, size } = readHead(cursor);
  const content = bytes.subarray(cursor.at, cursor.at + size);
  switch (kind) {
    case Kind.literal:
      return { value: ['nil', '', 'false', 'true'][(bytes[start] ?? 0) - 0xc0] ?? '', note: '' };
    case Kind.number:
      return { value: numberText(cursor, bytes[start] ?? 0), note: '' };
    case Kind.string:
      return { value: shortUtf8(content, limit), note: '' };
    case Kind.bytes:
      return { value: shortHex(content, limit), note: words.detail.tree.bytes(size) };
    default:
      return extensionText(content, limit);
  }
}

/** @param cursor behind the first byte */
function numberText(cursor: ByteCursor, first: number): string {
  if (first < 0x80) return String(first);
  if (first >= 0xe0) return String(first - 0x100);
  if (first === 0xca || first === 0xcb) return floatText(cursor.float(first === 0xca ? 4 : 8));
  return String(first < 0xd0 ? cursor.unsigned(1 << (first - 0xcc)) : cursor.signed(1 << (first - 0xd0)));
}

/** @param content the type, and the bytes behind it */
function extensionText(content: Uint8Array, limit: number | undefined): { value: string; note: string } {
  const cursor = new ByteCursor(content);
  const type = Number(cursor.signed(1));
  const data = content.subarray(1);
  const time = type === -1 ? timestamp(data) : undefined;
  return {
    value: time ?? shortHex(data, limit),
    note: time === undefined ? words.detail.tree.extension(type, data.length) : words.detail.tree.timestamp,
  };
}

/** The extension type -1; undefined where it has none of its three lengths or is no date of this calendar. */
function timestamp(data: Uint8Array): string | undefined {
  const cursor = new ByteCursor(data);
  let nanoseconds = 0n;
  let seconds: bigint;
  if (data.length === 4) seconds = cursor.unsigned(4);
  else if (data.length === 8) {
    const both = cursor.unsigned(8);
    nanoseconds = both >> 34n;
    seconds = both & 0x3_ffff_ffffn;
  } else if (data.length === 12) {
    nanoseconds = cursor.unsigned(4);
    seconds = cursor.signed(8);
  } else return undefined;
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime()) || nanoseconds > 999_999_999n) return undefined;
  return `${date.toISOString().slice(0, -5)}.${String(nanoseconds).padStart(9, '0')}Z`;
}
