import { largestPongIntervalMs, redirectLimit, unlimitedMessageSize } from '../../../contract/socket-control.ts';

/** What the numbers of a document count. */
export type NumberUnit = 'ms' | 'bytes' | 'bits' | 'times' | 'percent' | 'none';

interface NumberField {
  readonly unit: NumberUnit;
  readonly least: number;
  readonly most: number;
  /** What holds when nothing is typed; undefined: it is not asked for then. */
  readonly byDefault: number | undefined;
}

const day = 86_400_000;
const millisecondsFrom = (least: number, byDefault: number) => ({ unit: 'ms', least, most: day, byDefault }) as const;
const windowBits: NumberField = { unit: 'bits', least: 8, most: 15, byDefault: undefined };
const size = (byDefault: number): NumberField => ({
  unit: 'bytes',
  least: 0,
  most: Number.MAX_SAFE_INTEGER,
  byDefault,
});

/** Every number of a document, by its path. Ranges are those of contract/workbench/documents.ts. */
export const numberFields = {
  'compression.serverMaxWindowBits': windowBits,
  'compression.clientMaxWindowBits': { ...windowBits, byDefault: 15 },
  'compression.threshold': size(0),
  'compression.level': { unit: 'none', least: 0, most: 9, byDefault: 6 },
  'compression.inflatedSizeLimit': size(256 * 1024 * 1024),
  'limits.maxMessageSize': { ...size(unlimitedMessageSize), most: unlimitedMessageSize },
  'limits.handshakeMs': millisecondsFrom(0, 0),
  'limits.idleMs': millisecondsFrom(0, 0),
  'limits.desiredUnsolicitedPongInterval': { ...millisecondsFrom(0, 30_000), most: largestPongIntervalMs },
  redirects: { unit: 'times', least: 0, most: redirectLimit, byDefault: 0 },
  'keepAlive.everyMs': millisecondsFrom(100, 30_000),
  'keepAlive.timeoutMs': millisecondsFrom(0, 0),
  'reconnect.firstMs': millisecondsFrom(100, 1000),
  'reconnect.mostMs': millisecondsFrom(100, 30_000),
  'reconnect.jitter': { unit: 'percent', least: 0, most: 100, byDefault: 50 },
  'reconnect.attempts': { unit: 'times', least: 0, most: 1_000_000, byDefault: 0 },
  'automaticPong.delayMs': millisecondsFrom(0, 1000),
  'proxy.port': { unit: 'none', least: 1, most: 65_535, byDefault: undefined },
} as const satisfies Record<string, NumberField>;

export type NumberName = keyof typeof numberFields;

/** @returns undefined where nothing is typed, null where it is no whole number of the range */
export function readNumber(name: NumberName, typed: string): number | undefined | null {
  const text = typed.trim();
  if (text === '') return undefined;
  const { least, most } = numberFields[name];
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : null;
}
