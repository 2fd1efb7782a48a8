import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import { markLimits, rowMarkSchema, type RowMark } from '../../contract/log-marks.ts';
import type { SessionId } from '../../contract/sessions.ts';
import type { LogFolder } from './log-folder.ts';
import type { LogStore } from './log-store.ts';

const fileName = 'marks.json';

const fileSchema = v.object({
  version: v.literal(1),
  marks: v.pipe(v.array(rowMarkSchema), v.maxLength(markLimits.marks)),
});

/** Pins and notes beside the rows of a log: a small file in the log's folder, replaced whole. */
export class LogMarks {
  readonly #logs: LogStore;
  /** What is being done to each log's file: one thing after the other. */
  readonly #busy = new Map<SessionId, Promise<unknown>>();

  constructor(logs: LogStore) {
    this.#logs = logs;
  }

  /**
   * All marks of a log, by row.
   *
   * @throws DuplexError `not-found`, or once `bad-file` when the file is damaged, which is put aside then
   */
  of(session: SessionId): Promise<readonly RowMark[]> {
    return this.#inTurn(session, () => read(this.#logs.folderOf(session)));
  }

  /**
   * Marks a row anew; without a pin and a note its mark is taken away.
   *
   * @returns all marks of the log
   * @throws DuplexError as {@link of}; `invalid-input` when there are too many
   */
  set(session: SessionId, mark: RowMark): Promise<readonly RowMark[]> {
    return this.#inTurn(session, async () => {
      const log = await this.#logs.get(session);
      if (mark.row < log.firstRow || mark.row >= log.length) {
        throw failure('not-found', `there is no row ${mark.row} in the log`, {
          field: 'row',
          reason: because('rowGone', mark.row),
        });
      }
      const folder = this.#logs.folderOf(session);
      const others = (await read(folder)).filter(({ row }) => row !== mark.row);
      const isMarked = mark.isPinned || mark.note !== '';
      if (isMarked && others.length >= markLimits.marks) {
        throw failure('invalid-input', `a log has at most ${markLimits.marks} pins and notes`, {
          field: 'row',
          reason: because('marksTooMany', markLimits.marks),
        });
      }
      const marks = (isMarked ? [...others, mark] : others).toSorted((left, right) => left.row - right.row);
      await write(folder, marks);
      return marks;
    });
  }

  async #inTurn<Value>(session: SessionId, work: () => Promise<Value>): Promise<Value> {
    const turn = (this.#busy.get(session) ?? Promise.resolve()).then(work);
    const settled = turn.catch(() => undefined);
    this.#busy.set(session, settled);
    try {
      return await turn;
    } finally {
      if (this.#busy.get(session) === settled) this.#busy.delete(session);
    }
  }
}

async function read(folder: LogFolder): Promise<readonly RowMark[]> {
  const path = join(folder.path, fileName);
  try {
    return v.parse(fileSchema, JSON.parse(await readFile(path, 'utf8'))).marks;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return [];
    await rename(path, `${path}.damaged`);
    throw failure('bad-file', `the pins and notes of a log cannot be read; they are in ${fileName}.damaged now`, {
      cause,
      reason: because('marksDamaged', `${fileName}.damaged`),
    });
  }
}

async function write(folder: LogFolder, marks: readonly RowMark[]): Promise<void> {
  await folder.make();
  const path = join(folder.path, fileName);
  const content: v.InferOutput<typeof fileSchema> = { version: 1, marks: [...marks] };
  await writeFile(`${path}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
}
