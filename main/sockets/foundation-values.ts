import { invalidArgument } from './misuse.ts';

const ticksPerMs = 10_000n;

/** From 1601-01-01 to 1970-01-01, both UTC, in milliseconds: where WinRT's and JavaScript's times begin. */
const epochDistanceMs = 11_644_473_600_000n;

/**
 * `Windows.Foundation.DateTime` as JavaScript has it.
 *
 * @param ticks 100 ns each since 1601-01-01 UTC; any 64-bit value is a valid `Date`
 * @returns the millisecond it lies in
 */
export function dateFromTicks(ticks: bigint): Date {
  const rest = ((ticks % ticksPerMs) + ticksPerMs) % ticksPerMs;
  return new Date(Number((ticks - rest) / ticksPerMs - epochDistanceMs));
}

/** @throws DuplexError E_INVALIDARG for an invalid date, and for one that 64 bits of ticks cannot reach */
export function ticksFromDate(date: Date): bigint {
  const ms = date.getTime();
  if (Number.isNaN(ms)) throw invalidArgument('value', 'the date is invalid');
  return requireInt64((BigInt(ms) + epochDistanceMs) * ticksPerMs, `the year ${date.getUTCFullYear()}`);
}

/**
 * `Windows.Foundation.TimeSpan` as JavaScript has it.
 *
 * @param ticks 100 ns each, signed
 * @returns milliseconds, with a fraction
 */
export function millisecondsFromTicks(ticks: bigint): number {
  // In two parts: all ticks of a long span are more than a number can count.
  return Number(ticks / ticksPerMs) + Number(ticks % ticksPerMs) / Number(ticksPerMs);
}

/** @throws DuplexError E_INVALIDARG for what is no number, and for a span that 64 bits of ticks cannot hold */
export function ticksFromMilliseconds(ms: number): bigint {
  if (!Number.isFinite(ms)) throw invalidArgument('value', `${ms} is no time span`);
  const whole = Math.trunc(ms);
  const ticks = BigInt(whole) * ticksPerMs + BigInt(Math.round((ms - whole) * Number(ticksPerMs)));
  return requireInt64(ticks, `a time span of ${ms} ms`);
}

/** The fields of a GUID: the first three are numbers and follow the byte order, the last eight bytes do not. */
export interface GuidFields {
  readonly data1: number;
  readonly data2: number;
  readonly data3: number;
  readonly data4: Uint8Array;
}

/** @returns 36 characters in lower case, without braces, as `crypto.randomUUID()` writes it */
export function formatGuid({ data1, data2, data3, data4 }: GuidFields): string {
  const tail = Buffer.from(data4).toString('hex');
  return [hex(data1, 8), hex(data2, 4), hex(data3, 4), tail.slice(0, 4), tail.slice(4)].join('-');
}

/**
 * @param guid in upper or lower case, with braces or without
 * @throws DuplexError E_INVALIDARG
 */
export function parseGuid(guid: string): GuidFields {
  const digits = /^\{?([\da-f]{8})-([\da-f]{4})-([\da-f]{4})-([\da-f]{4})-([\da-f]{12})\}?$/i.exec(guid);
  if (digits === null || guid.startsWith('{') !== guid.endsWith('}')) {
    throw invalidArgument('value', `"${guid}" is no GUID`);
  }
  const [, data1 = '', data2 = '', data3 = '', clock = '', node = ''] = digits;
  return {
    data1: Number.parseInt(data1, 16),
    data2: Number.parseInt(data2, 16),
    data3: Number.parseInt(data3, 16),
    data4: Buffer.from(clock + node, 'hex'),
  };
}

function requireInt64(ticks: bigint, what: string): bigint {
  if (BigInt.asIntN(64, ticks) !== ticks) throw invalidArgument('value', `${what} does not fit 64 bits of ticks`);
  return ticks;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
