import { refused, type Refusal } from './endpoint.ts';

export interface WholeNumberRange {
  readonly least: number;
  readonly most: number;
  /** Used when the parameter is missing. */
  readonly otherwise: number;
}

/** Reads a query parameter that is a whole number in decimal digits; given twice, the first counts. */
export function wholeNumber(parameters: URLSearchParams, name: string, range: WholeNumberRange): number | Refusal {
  const text = parameters.get(name);
  if (text === null) return range.otherwise;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= range.least && value <= range.most) return value;
  return refused(400, `${name} must be a whole number from ${range.least} to ${range.most}, not "${shown(text)}".`);
}

/** What a client sent, short and printable enough to be sent back. */
export function shown(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 40);
}
