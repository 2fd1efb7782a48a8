import { constants } from 'node:fs';
import { copyFile, lstat, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import * as v from 'valibot';
import { DuplexError, failure, reasonOf } from '../../contract/errors.ts';
import { because, type Reason } from '../../contract/reason.ts';
import { reasonOfIssue } from '../../contract/reason-of-issue.ts';
import { jsonPlaces, type JsonPath, type Place } from './json-places.ts';
import { isCode, readText, replaceFile } from './whole-file.ts';

/** A file holds a value, or is not there, or cannot be used. */
export type JsonReading<Value> =
  | { readonly kind: 'missing' }
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'bad'; readonly problem: DuplexError };

export interface JsonFileOptions<Value> {
  readonly schema: v.GenericSchema<unknown, Value>;
  /** A larger file is not looked at. */
  readonly sizeLimitBytes: number;
  /** What holds while the file cannot be used, for the message: "until a policy is saved, nothing may be reached". */
  readonly meanwhile: string;
  /** What the schema cannot see. */
  readonly check?: (value: Value) => JsonFault | undefined;
}

/** What is wrong with a value. */
export interface JsonFault {
  readonly why: string;
  /** What of the value it is about; absent for all of it. */
  readonly path?: JsonPath | undefined;
  readonly cause?: unknown;
  readonly reason?: Reason | undefined;
}

/** One value of the app's own, kept as a small JSON file. Whatever is there in its place is read without harm. */
export class JsonFile<Value> {
  readonly #path: string;
  readonly #options: JsonFileOptions<Value>;

  constructor(path: string, options: JsonFileOptions<Value>) {
    this.#path = path;
    this.#options = options;
  }

  /** Changes nothing on disk; never throws. */
  async read(): Promise<JsonReading<Value>> {
    let text: string;
    try {
      text = await readText(this.#path, this.#options.sizeLimitBytes);
    } catch (cause) {
      if (isCode(cause, 'ENOENT') && !(await isThere(this.#path))) return { kind: 'missing' };
      const name = basename(this.#path);
      if (cause instanceof DuplexError) return this.#bad({ why: cause.message, reason: reasonOf(cause) });
      const why = cause instanceof Error ? cause.message : String(cause);
      return this.#bad({ why, cause, reason: because('fileNotRead', name) });
    }
    return this.#parse(text);
  }

  /**
   * Puts a value in the place of the file, whole or not at all. A file that cannot be used is kept beside it, as
   * `NAME.bad` or the first such name that is free.
   *
   * @throws Error of the file system, or why the value could not be read again
   */
  async replace(value: Value): Promise<void> {
    const text = this.#readable(value);
    if ((await this.read()).kind === 'bad' && (await isFile(this.#path))) await keepBeside(this.#path);
    await replaceFile(this.#path, text);
  }

  /** The text of a value, of which `read` makes the same again: what cannot be read at the next start is lost. */
  #readable(value: Value): string {
    const { sizeLimitBytes } = this.#options;
    const text = `${JSON.stringify(value, null, 2)}\n`;
    if (Buffer.byteLength(text) > sizeLimitBytes) throw new Error(`it would be larger than ${sizeLimitBytes} bytes`);
    const judged = this.#judge(JSON.parse(text));
    if (judged.kind === 'fault') throw new Error(judged.why);
    return text;
  }

  #parse(text: string): JsonReading<Value> {
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      const places = jsonPlaces(text);
      const place = places.kind === 'broken' ? places.place : undefined;
      const reason = because('notJson');
      return this.#bad({ why: 'it is not JSON', reason }, place);
    }
    const judged = this.#judge(json);
    if (judged.kind === 'value') return judged;
    // Looked for only now: in a large file that takes long.
    const places = jsonPlaces(text);
    return this.#bad(judged, places.kind === 'json' ? places.placeOf(judged.path ?? []) : places.place);
  }

  #judge(json: unknown): { readonly kind: 'value'; readonly value: Value } | ({ readonly kind: 'fault' } & JsonFault) {
    const { schema, check } = this.#options;
    const parsed = v.safeParse(schema, json, { abortEarly: true });
    if (!parsed.success) {
      const [issue] = parsed.issues;
      const { message, path } = issue;
      return {
        kind: 'fault',
        why: message,
        reason: reasonOfIssue(issue),
        path: path?.map(({ key }) => key as string | number),
      }; // keys of a JSON value
    }
    const fault = check?.(parsed.output);
    return fault === undefined ? { kind: 'value', value: parsed.output } : { kind: 'fault', ...fault };
  }

  #bad({ why, path = [], cause, reason }: JsonFault, place?: Place): JsonReading<Value> {
    const name = basename(this.#path);
    const where = place === undefined ? '' : ` (line ${place.line}, column ${place.column})`;
    const problem = failure('bad-file', `${name}${where}: ${why}; ${this.#options.meanwhile}`, {
      field: path.length === 0 ? name : `${name}: ${path.join('.')}`,
      place,
      cause,
      reason,
    });
    return { kind: 'bad', problem };
  }
}

/** Whether there is something of this name, be it a link that leads nowhere: that is not what nobody has saved. */
async function isThere(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined;
}

/** What is not has nothing to keep. */
async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true;
}

/** A copy, so that there is a file at any time: without one the default would hold. */
async function keepBeside(path: string): Promise<void> {
  for (let number = 1; ; number += 1) {
    try {
      await copyFile(path, number === 1 ? `${path}.bad` : `${path}.bad${number}`, constants.COPYFILE_EXCL);
      return;
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
    }
  }
}
