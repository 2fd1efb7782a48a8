import { indexLabel, TreeNodes, type NodeRole, type NodeText, type PayloadTree } from './payload-tree.ts';
import { FaultFound } from './read-fault.ts';
import { readInto } from './reading.ts';
import { shortUtf8 } from './utf8.ts';
import { words } from '../words.ts';

/** Kinds of a JSON tree's nodes. */
export const JsonKind = { object: 0, array: 1, string: 2, number: 3, literal: 4 } as const;

const roles: readonly NodeRole[] = ['container', 'container', 'string', 'number', 'literal'];
const literals = ['true', 'false', 'null'].map((word) => new TextEncoder().encode(word));

/**
 * Reads JSON (RFC 8259). Nothing is converted: a number of any length, a key that is there twice and a string that is
 * not UTF-8 are shown as they were sent.
 */
export function readJson(bytes: Uint8Array): PayloadTree {
  const reader = new JsonReader(bytes);
  const fault = readInto(
    reader.nodes,
    () => reader.read(),
    () => reader.at,
  );
  return { nodes: reader.nodes, fault, describe: (node, limit) => describe(bytes, reader.nodes, node, limit) };
}

class JsonReader {
  readonly nodes = new TreeNodes();
  readonly #bytes: Uint8Array;
  /** For each open container whether it is an object. */
  readonly #isObject: boolean[] = [];
  at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    // A byte order mark is ignored, as RFC 8259, section 8.1 allows.
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) this.at = 3;
  }

  read(): void {
    this.#value(undefined);
    while (this.#isObject.length > 0) this.#member();
    this.#skipSpace();
    if (this.at < this.#bytes.length) throw new FaultFound(this.at, 'trailing');
  }

  /** A member of the innermost container, or its end. */
  #member(): void {
    const isObject = this.#isObject.at(-1) === true;
    const close = isObject ? brace.close : bracket.close;
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    let next = this.#peek();
    if (next === close) {
      this.at += 1;
      this.#isObject.pop();
      this.nodes.close(this.at);
      return;
    }
    if (!isFirst) {
      if (next !== comma) throw this.#fault();
      this.at += 1;
      next = this.#peek();
    }
    if (!isObject) return this.#value(undefined);
    if (next !== quote) throw this.#fault();
    const start = this.at;
    this.#string();
    const label = [start, this.at] as const;
    if (this.#peek() !== colon) throw this.#fault();
    this.at += 1;
    this.#value(label);
  }

  /** Whether nothing came yet in the container that was opened last. */
  #isFirst = false;

  #value(label: readonly [number, number] | undefined): void {
    const next = this.#peek();
    const start = this.at;
    if (next === brace.open || next === bracket.open) {
      const isObject = next === brace.open;
      this.nodes.open({ kind: isObject ? JsonKind.object : JsonKind.array, start, label });
      this.#isObject.push(isObject);
      this.#isFirst = true;
      this.at += 1;
      return;
    }
    const kind = this.#scalar(next);
    this.nodes.leaf({ kind, start, end: this.at, label });
  }

  #scalar(next: number): number {
    if (next === quote) {
      this.#string();
      return JsonKind.string;
    }
    if (next === minus || isDigit(next)) {
      this.#number();
      return JsonKind.number;
    }
    const literal = literals.find((word) => word.every((byte, index) => this.#bytes[this.at + index] === byte));
    if (literal === undefined) throw this.#fault();
    this.at += literal.length;
    return JsonKind.literal;
  }

  #string(): void {
    const bytes = this.#bytes;
    for (let at = this.at + 1; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === quote) {
        this.at = at + 1;
        return;
      }
      this.at = at;
      if (byte < 0x20) throw this.#fault();
      if (byte === backslash) at = this.#escape(at);
    }
    this.at = bytes.length;
    throw this.#fault();
  }

  /** @returns the place of its last byte */
  #escape(at: number): number {
    const kind = this.#bytes[at + 1];
    if (kind !== letterU) {
      this.at = at + 1;
      if (kind === undefined || !escapes.has(kind)) throw this.#fault();
      return at + 1;
    }
    for (let index = at + 2; index < at + 6; index += 1) {
      this.at = index;
      if (!isHexDigit(this.#bytes[index] ?? 0)) throw this.#fault();
    }
    return at + 5;
  }

  #number(): void {
    if (this.#bytes[this.at] === minus) this.at += 1;
    if (this.#bytes[this.at] === zero) this.at += 1;
    else this.#digits();
    if (this.#bytes[this.at] === point) {
      this.at += 1;
      this.#digits();
    }
    const exponent = this.#bytes[this.at];
    if (exponent !== 0x65 && exponent !== 0x45) return;
    this.at += 1;
    const sign = this.#bytes[this.at];
    if (sign === plus || sign === minus) this.at += 1;
    this.#digits();
  }

  #digits(): void {
    if (!isDigit(this.#bytes[this.at] ?? 0)) throw this.#fault();
    while (isDigit(this.#bytes[this.at] ?? 0)) this.at += 1;
  }

  /** The next byte that is no space; 0 at the end. */
  #peek(): number {
    this.#skipSpace();
    return this.#bytes[this.at] ?? 0;
  }

  #skipSpace(): void {
    for (;;) {
      const byte = this.#bytes[this.at];
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return;
      this.at += 1;
    }
  }

  #fault(): FaultFound {
    return new FaultFound(this.at, this.at >= this.#bytes.length ? 'endsEarly' : 'unexpected');
  }
}

const brace = { open: 0x7b, close: 0x7d } as const;
const bracket = { open: 0x5b, close: 0x5d } as const;
const [quote, backslash, comma, colon, minus, plus, point, zero, letterU] = [
  0x22, 0x5c, 0x2c, 0x3a, 0x2d, 0x2b, 0x2e, 0x30, 0x75,
] as const;
const escapes = new Set(Array.from('"\\/bfnrt', (sign) => sign.charCodeAt(0)));

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function isHexDigit(byte: number): boolean {
  return isDigit(byte) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66);
}

function describe(bytes: Uint8Array, nodes: TreeNodes, node: number, limit: number | undefined): NodeText {
  const kind = nodes.kind(node);
  const key = nodes.label(node);
  const label = key === undefined ? indexLabel(nodes, node) : shortUtf8(bytes.subarray(key[0] + 1, key[1] - 1), limit);
  const count = nodes.childCount(node);
  let value = '';
  if (kind === JsonKind.object) value = words.detail.tree.object(count);
  else if (kind === JsonKind.array) value = words.detail.tree.array(count);
  else value = shortUtf8(bytes.subarray(nodes.start(node), nodes.end(node)), limit);
  return { label, value, role: roles[kind] ?? 'literal', note: '' };
}
