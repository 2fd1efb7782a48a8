import { lstat } from 'node:fs/promises';
import { join, parse } from 'node:path';

/** Whoever has so many files beside each other wants no further one. */
const mostNumber = 10_000;

/** A path beside another one that no file has, complete or not: `a.bin` is followed by `a-2.bin`. */
export async function numberedPath(path: string): Promise<string> {
  const { dir, name, ext } = parse(path);
  for (let number = 2; number <= mostNumber; number += 1) {
    const next = join(dir, `${name}-${number}${ext}`);
    if (!(await isThere(next)) && !(await isThere(`${next}.part`))) return next;
  }
  throw new Error(`there are ${mostNumber} files of that name already`);
}

/** Where that cannot be known, making the file will tell why. */
function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
