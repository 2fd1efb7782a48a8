import { searchLimits, type LogFilter } from '../../contract/log-search.ts';
import { RowKind, type RowDirection } from '../../contract/rows.ts';
import type { SessionId } from '../../contract/sessions.ts';
import { words } from './words.ts';

export const searchKinds = ['text', 'regex', 'hex', 'jsonPath'] as const;
export type SearchKind = (typeof searchKinds)[number];

/** Kinds of rows as a person chooses them. */
export const kindGroups = {
  text: [RowKind.utf8, RowKind.utf8Partial],
  binary: [RowKind.binary, RowKind.binaryPartial],
  control: [RowKind.ping, RowKind.pong, RowKind.closeFrame],
  frames: [RowKind.frame, RowKind.rawFrame],
  handshake: [RowKind.openingRequest, RowKind.openingResponse],
  events: Object.values(RowKind).filter((kind) => kind >= RowKind.connecting),
} as const satisfies Readonly<Record<string, readonly RowKind[]>>;
export type KindGroup = keyof typeof kindGroups;
/** The keys of the literal above. */
export const kindGroupNames = Object.keys(kindGroups) as readonly KindGroup[];

/** A filter as it is filled in. */
export interface FilterDraft {
  readonly kind: SearchKind;
  readonly needle: string;
  readonly matchCase: boolean;
  /** Whether all rows stay, and what is found is gone to with keys. */
  readonly showsAll: boolean;
  /** None chosen means all. */
  readonly directions: readonly RowDirection[];
  readonly kinds: readonly KindGroup[];
  /** Of those in the list. */
  readonly sessions: readonly SessionId[];
  /** As typed: bytes, or with a unit. */
  readonly minSize: string;
  readonly maxSize: string;
  /** Local time, as a field for date and time has it. */
  readonly from: string;
  readonly to: string;
}

export type FilterField = 'needle' | 'minSize' | 'maxSize' | 'from' | 'to';

export interface FilterFault {
  readonly field: FilterField;
  readonly message: string;
}

export const emptyDraft: FilterDraft = {
  kind: 'text',
  needle: '',
  matchCase: false,
  showsAll: false,
  directions: [],
  kinds: [],
  sessions: [],
  minSize: '',
  maxSize: '',
  from: '',
  to: '',
};

/** How many of the conditions beside the text are set. */
export function conditionCount({ directions, kinds, sessions, minSize, maxSize, from, to }: FilterDraft): number {
  const typed = [minSize, maxSize, from, to].filter((value) => value.trim() !== '').length;
  return typed + [directions, kinds, sessions].filter((chosen) => chosen.length > 0).length;
}

/**
 * The sessions are not in it: main is asked for one at a time.
 *
 * @returns the filter, undefined where nothing is asked for, or what is wrong with a field
 */
export function filterOf(
  draft: FilterDraft,
): { readonly filter: LogFilter | undefined } | { readonly fault: FilterFault } {
  const { needle, directions, kinds } = draft;
  if (needle === '' && conditionCount(draft) === 0) return { filter: undefined };
  if (needle.length > searchLimits.needleLength) {
    return { fault: { field: 'needle', message: words.search.faults.tooLong(searchLimits.needleLength) } };
  }
  const numbers: Partial<Record<Exclude<FilterField, 'needle'>, number>> = {};
  for (const field of ['minSize', 'maxSize', 'from', 'to'] as const) {
    const typed = draft[field].trim();
    if (typed === '') continue;
    const isSize = field === 'minSize' || field === 'maxSize';
    const value = isSize ? parseSize(typed) : new Date(typed).getTime();
    if (!Number.isFinite(value)) {
      return { fault: { field, message: isSize ? words.search.faults.size : words.search.faults.time } };
    }
    numbers[field] = value;
  }
  return {
    filter: {
      ...(needle !== '' && { content: contentOf(draft) }),
      ...(directions.length > 0 && { directions }),
      ...(kinds.length > 0 && { kinds: kinds.flatMap((group): readonly RowKind[] => kindGroups[group]) }),
      ...numbers,
    },
  };
}

function contentOf({ kind, needle, matchCase }: FilterDraft): NonNullable<LogFilter['content']> {
  switch (kind) {
    case 'text':
      return { kind, text: needle, matchCase };
    case 'regex':
      return { kind, pattern: needle, matchCase };
    case 'hex':
      return { kind, hex: needle };
    case 'jsonPath':
      return { kind, path: needle };
  }
}

const units: Readonly<Record<string, number>> = {
  b: 1,
  k: 1024,
  kib: 1024,
  m: 1024 ** 2,
  mib: 1024 ** 2,
  g: 1024 ** 3,
  gib: 1024 ** 3,
};

/** @returns bytes; NaN for what is no size */
function parseSize(text: string): number {
  const parts = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text);
  if (parts === null) return Number.NaN;
  const unit = units[(parts[2] ?? '').toLowerCase() || 'b'];
  const size = unit === undefined ? Number.NaN : Math.round(Number(parts[1]) * unit);
  return Number.isSafeInteger(size) ? size : Number.NaN;
}
