/** Units of a size, with their bytes. */
export const sizeUnits = { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 } as const;
export type SizeUnit = keyof typeof sizeUnits;
/** The keys of the literal above. */
export const sizeUnitNames = Object.keys(sizeUnits) as readonly SizeUnit[];

/** The largest unit that a size is a whole number of. */
export function unitOf(sizeBytes: number): SizeUnit {
  return sizeUnitNames.findLast((unit) => sizeBytes > 0 && sizeBytes % sizeUnits[unit] === 0) ?? 'B';
}

/** @returns a whole number from `least` to `most`; undefined for what is none */
export function parseWhole(text: string, least: number, most: number): number | undefined {
  const typed = text.trim();
  if (!/^\d+$/.test(typed)) return undefined;
  const value = Number(typed);
  return value >= least && value <= most ? value : undefined;
}
