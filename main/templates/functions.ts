import { randomInt, randomUUID } from 'node:crypto';
import { because } from '../../contract/reason.ts';
import { ArgumentFault, type TemplateFunction } from './fill-template.ts';

/** What `counter` has counted to, by name. Who wants to know what would come gives a copy. */
export type TemplateCounters = Map<string, number>;

/** The largest distance that `randomInt` takes. */
const widestRandom = 2 ** 48 - 1;

/**
 * The functions a template may call. None of them reads anything of the computer but its clock.
 *
 * - `uuid()`: a random one, version 4
 * - `now()`: as `2026-01-31T23:59:59.000Z`; `now("ms")`, `now("s")`: since 1970; `now("yyyy-MM-dd HH:mm:ss.SSS")`: of UTC
 * - `random(a, b)`: a whole number from a to b, both included
 * - `counter()`, `counter("name")`: 1, then 2, and so on, until the app ends
 * - `base64(a, b, ...)`: of the UTF-8 of all values, one after the other
 */
export function templateFunctions(counters: TemplateCounters): ReadonlyMap<string, TemplateFunction> {
  return new Map<string, TemplateFunction>([
    ['uuid', (...values) => (takes('uuid', values, 0, 0), randomUUID())],
    ['now', (...values) => (takes('now', values, 0, 1), formatted(new Date(), values[0] ?? 'iso'))],
    ['random', (...values) => (takes('random', values, 2, 2), random(whole(values[0]), whole(values[1])))],
    [
      'counter',
      (...values) => {
        takes('counter', values, 0, 1);
        const name = values[0] ?? '';
        const next = (counters.get(name) ?? 0) + 1;
        counters.set(name, next);
        return String(next);
      },
    ],
    ['base64', (...values) => (takes('base64', values, 1, 32), Buffer.from(values.join('')).toString('base64'))],
  ]);
}

/** @throws ArgumentFault unless there are as many values as there have to be */
function takes(name: string, { length }: readonly string[], least: number, most: number): void {
  if (length >= least && length <= most) return;
  if (least === most) {
    throw new ArgumentFault(
      `it takes ${least} values, and there are ${length}`,
      because('functionTakes', name, least, length),
    );
  }
  throw new ArgumentFault(
    `it takes ${least} to ${most} values, and there are ${length}`,
    because('functionTakesUpTo', name, least, most, length),
  );
}

function random(least: number, most: number): string {
  if (least > most) {
    throw new ArgumentFault(`${least} is more than ${most}`, because('functionRange', 'random', least, most));
  }
  if (most - least >= widestRandom) {
    const reason = because('functionTooWide', 'random', least, most);
    throw new ArgumentFault(`${least} and ${most} are too far from each other`, reason);
  }
  return String(randomInt(least, most + 1));
}

function whole(text: string | undefined): number {
  const number = Number(text);
  if (text?.trim() === '' || !Number.isSafeInteger(number)) {
    throw new ArgumentFault(`"${text}" is no whole number`, because('functionNotWhole', 'random', text ?? ''));
  }
  return number;
}

function formatted(time: Date, format: string): string {
  if (format === 'iso') return time.toISOString();
  if (format === 'ms') return String(time.getTime());
  if (format === 's') return String(Math.floor(time.getTime() / 1000));
  const iso = time.toISOString();
  const parts: Readonly<Record<string, string>> = {
    yyyy: iso.slice(0, 4),
    MM: iso.slice(5, 7),
    dd: iso.slice(8, 10),
    HH: iso.slice(11, 13),
    mm: iso.slice(14, 16),
    ss: iso.slice(17, 19),
    SSS: iso.slice(20, 23),
  };
  return format.replace(/yyyy|MM|dd|HH|mm|ss|SSS/g, (part) => parts[part] ?? part);
}
