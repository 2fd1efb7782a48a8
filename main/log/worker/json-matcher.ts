import type { JSONPathQuery, JSONValue } from 'json-p3';
import { searchLimits } from '../../../contract/log-search.ts';
import type { Matcher, Run, Watched } from './matcher.ts';

/** Finds payloads that are JSON in which a path finds something. */
export class JsonMatcher implements Matcher {
  readonly runLimitBytes = searchLimits.jsonBytes;
  readonly #path: JSONPathQuery;
  readonly #watched: Watched;

  constructor(path: JSONPathQuery, watched: Watched) {
    this.#path = path;
    this.#watched = watched;
  }

  matchRun({ bytes, rows }: Run, found: (place: number) => void): number {
    let skipped = 0;
    for (const [place, { row, isText, start, end }] of rows.entries()) {
      if (!isText) continue;
      this.#watched.watch(row);
      const isFound = this.#finds(bytes.toString('utf8', start, end));
      if (isFound === true) found(place);
      if (isFound === undefined) skipped += 1;
    }
    this.#watched.step();
    return skipped;
  }

  matchLarge(): undefined {
    return undefined;
  }

  /** @returns undefined for JSON that cannot be searched: it is too deep */
  #finds(text: string): boolean | undefined {
    let value: JSONValue;
    try {
      value = JSON.parse(text) as JSONValue; // what JSON.parse gives is one
    } catch (error) {
      return error instanceof SyntaxError ? false : undefined;
    }
    try {
      return this.#path.match(value) !== undefined;
    } catch {
      // Its own limit of depth, or the stack's.
      return undefined;
    }
  }
}
