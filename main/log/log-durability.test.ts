import { cpSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultLogSettings, whenFullChoices, type WhenFull } from '../../contract/log.ts';
import { RowDirection, RowFlag, RowKind, type RowDetail } from '../../contract/rows.ts';
import { temporaryFolder } from '../../tests/support/temporary-folder.ts';
import { emptyExtent, type Extent } from './extent.ts';
import { LogFolder } from './log-folder.ts';
import { LogStore } from './log-store.ts';
import { SessionLog } from './session-log.ts';

/** So that a few megabytes are many files. */
const segmentBytes = 64 * 1024;

type Step =
  | { readonly kind: 'send'; readonly size: number }
  | { readonly kind: 'sendMany'; readonly count: number }
  | { readonly kind: 'receive'; readonly sizes: readonly number[]; readonly isEnd: boolean }
  | { readonly kind: 'limit'; readonly limitBytes: number; readonly whenFull: WhenFull }
  | { readonly kind: 'flush' | 'wait' | 'reopen' | 'kill' };

const size = fc.oneof(fc.nat(300), fc.nat(200_000));
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('send' as const), size }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('sendMany' as const), count: fc.nat(3000) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('receive' as const),
      sizes: fc.array(size, { maxLength: 4 }),
      isEnd: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('limit' as const),
      limitBytes: fc.integer({ min: 200_000, max: 2_000_000 }),
      whenFull: fc.constantFrom(...whenFullChoices),
    }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('flush', 'wait', 'reopen', 'kill') }) },
);

/** What was given to the log, by its row. */
interface Given {
  readonly payload: Buffer;
  readonly kind: RowKind;
}

/** A log in a folder, and beside it what should be there. */
class Trial {
  readonly #folder: string;
  readonly #given = new Map<number, Given>();
  #log!: SessionLog;
  #pieces: Buffer[] = [];
  /** Whether a piece was not taken: then the rest of its message is not either. */
  #skips = false;
  #missedRows = 0;
  #flushedRows = 0;
  #seed = 0;
  #kills = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async begin(folder: string): Promise<Trial> {
    const trial = new Trial(folder);
    const head = { version: 1, session: 1, url: '', socket: 'message', page: '', isPrivate: false } as const;
    const logFolder = LogFolder.begin(trial.#path, { ...head, startedAt: Date.now(), segmentBytes });
    trial.#log = await SessionLog.open(logFolder, emptyExtent, trial.#options);
    return trial;
  }

  async do(what: Step): Promise<void> {
    switch (what.kind) {
      case 'send':
        return this.#send(what.size);
      case 'sendMany':
        for (let count = 0; count < what.count; count += 1) this.#send(count % 3);
        return;
      case 'receive':
        return this.#receive(what.sizes, what.isEnd);
      case 'limit':
        this.#log.limit = what;
        return;
      case 'flush':
        await this.#log.flush();
        this.#flushedRows = this.#log.extent.rows;
        await this.#check(this.#log);
        return;
      case 'wait':
        // In the middle of a write, perhaps.
        await new Promise((resolve) => setImmediate(resolve));
        return this.#check(this.#log);
      case 'reopen':
        return this.#reopen();
      case 'kill':
        return this.#kill();
    }
  }

  async end(): Promise<void> {
    await this.#reopen();
    await this.#log.close();
  }

  discard(): Promise<void> {
    return this.#log.discard();
  }

  get #path(): string {
    return join(this.#folder, '000001');
  }

  get #options() {
    return { startedAt: Date.now(), limitBytes: 1_000_000, whenFull: 'oldest' } as const;
  }

  #bytes(count: number): Buffer {
    this.#seed += 1;
    const bytes = Buffer.alloc(count, this.#seed % 251);
    if (count >= 4) bytes.writeUInt32LE(this.#seed, 0);
    return bytes;
  }

  #send(count: number): void {
    const payload = this.#bytes(count);
    const row = this.#log.length;
    this.#log.append({ direction: RowDirection.sent, kind: RowKind.utf8, payload });
    this.#note(row, payload, RowKind.utf8);
  }

  #receive(sizes: readonly number[], isEnd: boolean): void {
    this.#log.tick();
    for (const count of sizes) {
      const bytes = this.#bytes(count);
      this.#skips ||= this.#log.recording === 'limit';
      this.#log.appendIncoming(bytes, 0, bytes.length);
      if (!this.#skips) this.#pieces.push(bytes);
    }
    if (!isEnd) return;
    this.#endIncoming(() => this.#log.endIncoming({ kind: RowKind.binary, flags: 0, bits: 0x82, wireSize: 9 }));
  }

  /** @param work makes the row of the message that was being received, unless it is missed */
  #endIncoming(work: () => void): void {
    const row = this.#log.length;
    work();
    this.#note(row, Buffer.concat(this.#pieces), RowKind.binary);
    this.#pieces = [];
    this.#skips = false;
  }

  #note(row: number, payload: Buffer, kind: RowKind): void {
    if (this.#log.length > row) this.#given.set(row, { payload, kind });
    else this.#missedRows += 1;
  }

  async #reopen(): Promise<void> {
    const closing = this.#log.recording;
    // A question is answered by the end, with a row before that of the message that was cut.
    const row = this.#log.length + (closing === 'asking' ? 1 : 0);
    const hadIncoming = this.#log.hasIncoming;
    await this.#log.close();
    if (hadIncoming) {
      const isMissed = closing === 'limit' && this.#pieces.length === 0;
      if (isMissed) this.#missedRows += 1;
      else this.#given.set(row, { payload: Buffer.concat(this.#pieces), kind: RowKind.binary });
      this.#pieces = [];
      this.#skips = false;
    }
    await this.#log.discard();
    const folder = await LogFolder.open(this.#path).catch(() => undefined);
    if (folder === undefined) {
      expect(this.#log.length).toBe(0);
      const again = await Trial.begin(this.#folder);
      this.#log = again.#log;
      return;
    }
    const { extent, damage } = await folder.readExtent();
    expect(damage).toBeUndefined();
    expect(extent).toEqual({ ...this.#log.extent, isClosed: true });
    this.#log = await SessionLog.open(folder, extent, this.#options);
    this.#flushedRows = extent.rows;
    await this.#check(this.#log);
    const missed = extent.firstRow === 0 ? await this.#missedOf(this.#log) : undefined;
    if (missed !== undefined) expect(missed).toBe(this.#missedRows);
  }

  /** What is on disk at this moment is what a killed app leaves. */
  async #kill(): Promise<void> {
    this.#kills += 1;
    const path = join(this.#folder, `kill-${this.#kills}`);
    try {
      cpSync(this.#path, join(path, '000001'), { recursive: true });
    } catch {
      // Nothing was written yet.
      expect(this.#flushedRows).toBe(0);
      return;
    }
    const left = await LogFolder.open(join(path, '000001')).then(
      (folder) => folder.readExtent(),
      () => ({ extent: emptyExtent, damage: undefined }),
    );
    expect(left.damage).toBeUndefined();
    expect(left.extent.rows).toBeGreaterThanOrEqual(this.#flushedRows);
    const logs = await LogStore.open(path, defaultLogSettings);
    expect(logs.problem).toBeUndefined();
    const [info] = logs.list();
    expect(info?.problem).toBeUndefined();
    if (info !== undefined) {
      const log = await logs.get(1);
      await this.#check(log, left.extent.rows);
      await this.#checkEnd(log, left.extent);
    }
    await logs.close();
    await rm(path, { recursive: true });
  }

  /** After a kill there are two rows at most of which the app did not know: what had come of a message, and the gap. */
  async #checkEnd(log: SessionLog, left: Extent): Promise<void> {
    const added = await log.read(left.rows, 3);
    // Closed, and nothing since: there is nothing to tell.
    if (left.isClosed) return expect(added).toEqual([]);
    const gap = added.pop();
    expect(gap?.kind).toBe(RowKind.gap);
    expect(JSON.parse(Buffer.from(gap?.preview ?? []).toString())).toEqual({ reason: 'crash' });
    expect(added.length).toBeLessThanOrEqual(1);
    for (const { row, flags, size } of added) {
      expect(flags & RowFlag.cut).toBe(RowFlag.cut);
      // It is received still, or has its row by now. Its beginning may have been let go.
      const later = [...this.#given].flatMap(([number, { payload }]) => (number >= row ? payload : []));
      const payload = Buffer.from(await log.payload(row, 0, size));
      const isPart = [Buffer.concat(this.#pieces), ...later].some((whole) => whole.includes(payload));
      expect(isPart, `row ${row} is part of a message`).toBe(true);
    }
  }

  /** @param end the row after the last one that the app has written */
  async #check(log: SessionLog, end = log.length): Promise<void> {
    const rows = [];
    for (let row = log.firstRow; row < log.length; row += 512) rows.push(...(await log.read(row, 512)));
    let isTold = false;
    let previous = -1;
    for (const row of rows) {
      if (row.row <= previous) throw new Error(`row ${row.row} comes after ${previous}`);
      previous = row.row;
    }
    for (const row of rows) {
      if (row.row >= end) continue;
      if (row.kind === RowKind.payloadsReleased) isTold = true;
      const given = this.#given.get(row.row);
      if (given === undefined) {
        if (row.kind < RowKind.connecting) throw new Error(`row ${row.row} was not given`);
        continue;
      }
      if (row.kind !== given.kind || row.size !== given.payload.length) {
        throw new Error(`row ${row.row}: ${row.kind} of ${row.size}, not ${given.kind} of ${given.payload.length}`);
      }
      const isReleased = (row.flags & RowFlag.payloadReleased) !== 0;
      const expected = isReleased ? Buffer.alloc(0) : given.payload;
      const payload = expected.length > 1024 ? await log.payload(row.row, 0, expected.length) : row.preview;
      // It may be let go while it is read.
      const isGoneNow = payload.length === 0 && (await log.read(row.row, 1))[0]?.flags !== row.flags;
      if (!expected.equals(payload) && !isGoneNow) throw new Error(`row ${row.row} differs`);
    }
    if (log.firstRow > 0) expect(isTold, 'a row tells of what was let go').toBe(true);
  }

  /** @returns how many rows the gaps tell of; undefined where what one of them says was let go, which its row shows */
  async #missedOf(log: SessionLog): Promise<number | undefined> {
    let missed = 0;
    for (let at = 0; at < log.length; at += 512) {
      for (const { kind, flags, preview } of await log.read(at, 512)) {
        if (kind !== RowKind.gap) continue;
        if ((flags & RowFlag.payloadReleased) !== 0) return undefined;
        const gap = JSON.parse(Buffer.from(preview).toString()) as RowDetail['gap'];
        missed += gap.rows ?? 0;
      }
    }
    return missed;
  }
}

/** A few seconds. `DURABILITY_RUNS=2000 npx vitest run main/log/log-durability.test.ts` looks longer, with another seed. */
const numRuns = Number(process.env['DURABILITY_RUNS'] ?? 40);

/**
 * What went wrong once: a killed app's log that ends with a gap of its own, an empty log with another limit, a message
 * that goes on after what was not recorded, a gap whose payload was let go, and a killed app's log with the payload of
 * a message whose row was let go.
 */
const found: readonly Step[][] = [
  [
    { kind: 'receive', sizes: [42_905], isEnd: false },
    { kind: 'send', size: 111_016 },
    { kind: 'limit', limitBytes: 200_000, whenFull: 'stop' },
    { kind: 'reopen' },
    { kind: 'kill' },
  ],
  [{ kind: 'limit', limitBytes: 200_000, whenFull: 'ask' }, { kind: 'flush' }, { kind: 'reopen' }],
  [
    { kind: 'limit', limitBytes: 200_000, whenFull: 'stop' },
    { kind: 'receive', sizes: [1484, 172, 97_845, 100_455], isEnd: true },
    { kind: 'receive', sizes: [0], isEnd: false },
    { kind: 'limit', limitBytes: 200_000, whenFull: 'ask' },
    { kind: 'receive', sizes: [1], isEnd: false },
  ],
  [
    { kind: 'receive', sizes: [59_400], isEnd: false },
    { kind: 'sendMany', count: 2361 },
    { kind: 'limit', limitBytes: 200_000, whenFull: 'stop' },
    { kind: 'limit', limitBytes: 200_000, whenFull: 'ask' },
    { kind: 'send', size: 76_202 },
    { kind: 'limit', limitBytes: 223_530, whenFull: 'oldest' },
    { kind: 'flush' },
    { kind: 'limit', limitBytes: 1_378_464, whenFull: 'ask' },
    { kind: 'sendMany', count: 2531 },
  ],
  [
    { kind: 'receive', sizes: [50_000], isEnd: true },
    { kind: 'limit', limitBytes: 200_000, whenFull: 'oldest' },
    { kind: 'sendMany', count: 3000 },
    { kind: 'flush' },
    { kind: 'sendMany', count: 3000 },
    { kind: 'flush' },
    { kind: 'kill' },
  ],
];

test(
  'whatever happens to a log, what was written is there byte for byte, and what is missing has a row',
  async () => {
    const folder = await temporaryFolder();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 30 }), async (steps) => {
        run += 1;
        const trial = await Trial.begin(join(folder, String(run)));
        try {
          for (const next of steps) await trial.do(next);
          await trial.end();
        } finally {
          await trial.discard();
        }
        await rm(join(folder, String(run)), { recursive: true, force: true });
      }),
      { numRuns, examples: found.map((steps) => [steps]) },
    );
  },
  120_000 + numRuns * 1000,
);
