import { floatText } from './byte-cursor.ts';
import { shortHex } from './hex.ts';
import { TreeNodes, type NodeRole, type NodeText, type PayloadTree } from './payload-tree.ts';
import { readInto } from './reading.ts';
import { shortUtf8 } from './utf8.ts';
import { words } from '../words.ts';
import type { ProtoField, ProtoFields, ProtoFieldType, ProtoScalar } from './proto-schema.ts';
import { isPlainText, packedItems, ProtobufCursor, type Tag } from './protobuf-wire.ts';

/** Messages in messages that are guessed at most, as in protobuf's own readers. A schema is followed to any depth. */
const guessDepth = 100;

const Kind = { number: 0, text: 1, bytes: 2, message: 3, group: 4, packed: 5 } as const;
type Kind = (typeof Kind)[keyof typeof Kind];

const roles: readonly NodeRole[] = ['number', 'string', 'bytes', 'container', 'container', 'container'];

/** A message, a group or a packed list that is being read. */
interface Frame {
  readonly end: number;
  /** What its fields are called, if that is known. */
  readonly fields: ProtoFields | undefined;
  /** Of a group: its field number, which its end repeats. */
  readonly group: number | undefined;
}

/** What a node is, beside its columns. */
interface FieldUse {
  readonly number: number;
  readonly wireType: number;
  /** Its definition, where there is one and the wire fits it. */
  readonly field: ProtoField | undefined;
}

/**
 * Reads Protobuf's wire format (protobuf.dev, "Encoding").
 *
 * @param fields of the message, by a schema; without them names are numbers, and what lies in a length-delimited field is
 *   guessed: a message where it reads as one, text where it is plain, bytes otherwise
 */
export function readProtobuf(bytes: Uint8Array, fields?: ProtoFields): PayloadTree {
  const reader = new ProtobufReader(bytes);
  const fault = readInto(
    reader.nodes,
    () => reader.read(fields),
    () => reader.cursor.at,
  );
  return { nodes: reader.nodes, fault, describe: (node, limit) => reader.describe(node, limit) };
}

class ProtobufReader {
  readonly nodes = new TreeNodes();
  readonly cursor: ProtobufCursor;
  readonly #bytes: Uint8Array;
  readonly #frames: Frame[] = [];
  /** What nodes are, each once; their column `extra` says which. */
  readonly #uses: FieldUse[] = [];
  /** By definition, and by the tag. */
  readonly #useNumbers = new Map<ProtoField | undefined, Map<number, number>>();

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.cursor = new ProtobufCursor(bytes);
  }

  read(fields: ProtoFields | undefined): void {
    this.#frames.push({ end: this.#bytes.length, fields, group: undefined });
    for (let frame = this.#frames.at(-1); frame !== undefined; frame = this.#frames.at(-1)) {
      if (this.cursor.at < frame.end) {
        this.#field(frame);
        continue;
      }
      // A group ends by its end tag, never by what it lies in.
      if (frame.group !== undefined) throw this.cursor.endsEarly();
      this.#frames.pop();
      this.nodes.close(frame.end);
    }
  }

  #field(frame: Frame): void {
    const { cursor } = this;
    const start = cursor.at;
    const tag = cursor.tag(frame.end);
    if (tag.wireType === 4) {
      if (frame.group !== tag.number) throw cursor.unexpected(start);
      this.#frames.pop();
      this.nodes.close(cursor.at);
      return;
    }
    const known = frame.fields?.get(tag.number);
    const field = known !== undefined && fits(known.type, tag.wireType) ? known : undefined;
    const extra = this.#use(tag, field);
    const contentStart = cursor.at;
    if (tag.wireType === 3) {
      this.nodes.open({ kind: Kind.group, start: contentStart, extra });
      this.#frames.push({ end: frame.end, fields: undefined, group: tag.number });
    } else if (tag.wireType === 2) {
      const end = cursor.lengthDelimited(frame.end);
      this.#lengthDelimited({ start: cursor.at, end, extra }, field);
    } else {
      cursor.skipNumber(tag.wireType, frame.end);
      this.nodes.leaf({ kind: Kind.number, start: contentStart, end: cursor.at, extra });
    }
  }

  #lengthDelimited(node: { start: number; end: number; extra: number }, field: ProtoField | undefined): void {
    const kind = field === undefined ? this.#guess(node.start, node.end) : kindOf(field.type);
    if (kind === Kind.message) {
      this.nodes.open({ kind, start: node.start, extra: node.extra });
      const fields = field?.type.kind === 'message' ? field.type.fields : undefined;
      this.#frames.push({ end: node.end, fields, group: undefined });
      return;
    }
    if (kind === Kind.packed && field !== undefined) this.#packed(node, field);
    else this.nodes.leaf({ kind, start: node.start, end: node.end, extra: node.extra });
    this.cursor.at = node.end;
  }

  /** Numbers behind each other in one field. */
  #packed(node: { start: number; end: number; extra: number }, field: ProtoField): void {
    const wireType = numberWireType(field.type);
    this.nodes.open({ kind: Kind.packed, start: node.start, extra: node.extra });
    const extra = this.#use({ number: 0, wireType }, field);
    for (const [start, end] of packedItems(this.#bytes, node, wireType)) {
      this.nodes.leaf({ kind: Kind.number, start, end, extra });
    }
    this.nodes.close(node.end);
  }

  #guess(start: number, end: number): Kind {
    const content = this.#bytes.subarray(start, end);
    if (isPlainText(content)) return Kind.text;
    return this.#frames.length < guessDepth && ProtobufCursor.readsAsMessage(this.#bytes, start, end)
      ? Kind.message
      : Kind.bytes;
  }

  /** Which of the uses this is; nodes of one field share it. */
  #use({ number, wireType }: Tag, field: ProtoField | undefined): number {
    const numbers = this.#useNumbers.get(field) ?? new Map<number, number>();
    const tag = number * 8 + wireType;
    const known = numbers.get(tag);
    if (known !== undefined) return known;
    const use = this.#uses.push({ number, wireType, field }) - 1;
    this.#useNumbers.set(field, numbers.set(tag, use));
    return use;
  }

  describe(node: number, limit: number | undefined): NodeText {
    const { nodes } = this;
    const kind = nodes.kind(node);
    const { number, wireType, field } = this.#uses[nodes.extra(node)] ?? { number: 0, wireType: 0, field: undefined };
    const { tree } = words.detail;
    const content = this.#bytes.subarray(nodes.start(node), nodes.end(node));
    const label = number === 0 ? String(nodes.ordinal(node)) : tree.field(number, field?.name);
    const note = field === undefined ? '' : field.type.name;
    const role = roles[kind] ?? 'fault';
    switch (kind) {
      case Kind.text:
        return { label, role, value: shortUtf8(content, limit), note };
      case Kind.bytes:
        return { label, role, value: shortHex(content, limit), note: note || tree.bytes(content.length) };
      case Kind.number:
        return {
          label,
          role,
          value: numberText(content, wireType, field?.type),
          note: note || tree.wireTypes[wireType] || '',
        };
      case Kind.packed:
        return { label, role, value: tree.array(nodes.childCount(node)), note };
      default:
        return {
          label,
          role,
          value: tree.message(nodes.childCount(node)),
          note: kind === Kind.group ? tree.group : note,
        };
    }
  }
}

function kindOf(type: ProtoFieldType): Kind {
  if (type.kind === 'message') return Kind.message;
  if (type.kind === 'scalar' && type.name === 'string') return Kind.text;
  return type.kind === 'scalar' && type.name === 'bytes' ? Kind.bytes : Kind.packed;
}

/** Whether a field of this type can come with this wire type; numbers can also be packed. */
function fits(type: ProtoFieldType, wireType: Tag['wireType']): boolean {
  return wireType === 2 || (kindOf(type) === Kind.packed && wireType === numberWireType(type));
}

function numberWireType(type: ProtoFieldType): number {
  if (type.kind !== 'scalar') return 0;
  return wireTypes[type.name] ?? 0;
}

const wireTypes: Partial<Record<ProtoScalar, number>> = {
  double: 1,
  fixed64: 1,
  sfixed64: 1,
  float: 5,
  fixed32: 5,
  sfixed32: 5,
};

/** @param type what the number is; without it, it is shown in every way that it can be meant */
function numberText(bytes: Uint8Array, wireType: number, type: ProtoFieldType | undefined): string {
  const cursor = new ProtobufCursor(bytes);
  const raw = cursor.number(wireType);
  const bits = wireType === 5 ? 32 : 64;
  if (type === undefined) return guessedNumber(raw, wireType);
  if (type.kind === 'enum') {
    const value = Number(BigInt.asIntN(32, raw));
    const name = type.values.get(value);
    return name === undefined ? String(value) : `${name} (${value})`;
  }
  switch (type.name) {
    case 'double':
    case 'float':
      return floatText(floatOf(raw, bits));
    case 'bool':
      return raw === 0n ? 'false' : 'true';
    case 'int32':
    case 'sfixed32':
      return String(BigInt.asIntN(32, raw));
    case 'int64':
    case 'sfixed64':
      return String(BigInt.asIntN(64, raw));
    case 'sint32':
    case 'sint64':
      return String(zigZag(raw));
    case 'uint32':
      return String(BigInt.asUintN(32, raw));
    default:
      return String(raw);
  }
}

function guessedNumber(raw: bigint, wireType: number): string {
  if (wireType === 0) {
    const signed = BigInt.asIntN(64, raw);
    return signed < 0n ? `${raw} (${signed})` : String(raw);
  }
  const bits = wireType === 5 ? 32 : 64;
  return `${raw} (${floatText(floatOf(raw, bits))})`;
}

function zigZag(raw: bigint): bigint {
  return (raw & 1n) === 0n ? raw >> 1n : -(raw >> 1n) - 1n;
}

function floatOf(raw: bigint, bits: 32 | 64): number {
  const view = new DataView(new ArrayBuffer(8));
  if (bits === 64) {
    view.setBigUint64(0, raw);
    return view.getFloat64(0);
  }
  view.setUint32(0, Number(raw));
  return shortestFloat(view.getFloat32(0));
}

/** The number with the fewest digits that is the same float: 0.1, not 0.10000000149011612. */
function shortestFloat(value: number): number {
  for (let digits = 6; digits < 9; digits += 1) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === value) return shorter;
  }
  return value;
}
