import { lstat, mkdir, open, readFile, rename, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import {
  decodeExtents,
  emptyExtent,
  encodeExtent,
  extentBytes,
  extentFileBytes,
  type Extent,
  type LaneExtent,
} from './extent.ts';
import { blockRows, Lane, rowBlockBytes } from './row-block.ts';
import { SegmentFiles } from './segment-files.ts';

/** What is in `session.json`. */
const headSchema = v.object({
  version: v.literal(1),
  session: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  url: v.string(),
  socket: v.picklist(['message', 'stream']),
  page: v.string(),
  /** Wall clock, ms since 1970. */
  startedAt: v.pipe(v.number(), v.finite()),
  /** When it was read from a file; its age counts from then. Absent for one that was recorded here. */
  importedAt: v.optional(v.pipe(v.number(), v.finite())),
  /** Bytes of a file with payloads. */
  segmentBytes: v.pipe(v.number(), v.safeInteger(), v.minValue(rowBlockBytes)),
  isPrivate: v.boolean(),
});

/** What is known of a log from its beginning. */
export type LogHead = v.InferOutput<typeof headSchema>;

/** What a folder holds of rows and payloads. */
export interface FoundExtent {
  readonly extent: Extent;
  /** There where files hold less than they were said to: how much, as far as that is known, and was not told before. */
  readonly damage: { readonly rows?: number; readonly sizeBytes?: number } | undefined;
}

/**
 * A log's folder:
 *
 *     session.json            what the log is of
 *     extent                  how much of the rest is to be read; see extent.ts
 *     rows-000000 …           blocks of 1024 rows; see row-block.ts
 *     sent-000000 …           payloads of everything but what was received
 *     received-000000 …       payloads of messages that were received
 */
export class LogFolder {
  readonly path: string;
  readonly head: LogHead;
  readonly rows: SegmentFiles;
  readonly lanes: readonly [SegmentFiles, SegmentFiles];
  #extentFile: FileHandle | undefined;
  #keepsOpen = false;
  #sequence = 0;
  /** Payload bytes that were found to be missing. */
  #missingBytes = 0;
  #isMade = false;
  #making: Promise<void> | undefined;

  private constructor(path: string, head: LogHead) {
    this.path = path;
    this.head = head;
    const rowsBytes = Math.max(1, Math.floor(head.segmentBytes / 4 / rowBlockBytes)) * rowBlockBytes;
    this.rows = new SegmentFiles(path, 'rows', rowsBytes);
    this.lanes = [
      new SegmentFiles(path, 'sent', head.segmentBytes),
      new SegmentFiles(path, 'received', head.segmentBytes),
    ];
  }

  /** A folder that is made when there is something to write: a full disk keeps nobody from connecting. */
  static begin(path: string, head: LogHead): LogFolder {
    return new LogFolder(path, head);
  }

  /** Opens one. @throws Error when it is not the user's own folder, or `session.json` cannot be read, or is none */
  static async open(path: string): Promise<LogFolder> {
    const { uid } = await lstat(path).then((found) => {
      // What is behind a link is somewhere else, and is not ours to write.
      if (!found.isDirectory()) throw new Error('it is not a folder');
      return found;
    });
    if (uid !== (process.getuid?.() ?? uid)) throw new Error('it belongs to another user');
    const text = await readFile(join(path, 'session.json'), 'utf8');
    const folder = new LogFolder(path, v.parse(headSchema, JSON.parse(text)));
    folder.#isMade = true;
    return folder;
  }

  /**
   * Makes a folder that was written apart a log of the store.
   *
   * @param to where it goes
   * @returns what it is now
   */
  static async adopt(from: string, to: string, changes: Pick<LogHead, 'session' | 'isPrivate'>): Promise<LogFolder> {
    const { head } = await LogFolder.open(from);
    const folder = LogFolder.begin(from, { ...head, ...changes });
    await folder.make();
    await rename(from, to);
    return LogFolder.open(to);
  }

  get segmentBytes(): number {
    return this.head.segmentBytes;
  }

  /** Payload bytes inside the extent that no file has: they take nothing on disk. */
  get missingBytes(): number {
    return this.#missingBytes;
  }

  /** Makes the folder, if it is not there. @throws Error of the file system */
  async make(): Promise<void> {
    if (this.#isMade) return;
    // More than one may want it at the same time.
    this.#making ??= this.#makeNow();
    try {
      await this.#making;
    } finally {
      this.#making = undefined;
    }
  }

  async #makeNow(): Promise<void> {
    await mkdir(this.path, { recursive: true, mode: 0o700 });
    const temporary = join(this.path, 'session.json.new');
    await writeFile(temporary, `${JSON.stringify(this.head, null, 2)}\n`, { mode: 0o600 });
    await rename(temporary, join(this.path, 'session.json'));
    this.#isMade = true;
  }

  /**
   * What can be read, which is less than what was written where files are shorter than they should be. Removes what was
   * let go and is still there.
   */
  async readExtent(): Promise<FoundExtent> {
    const file = await readFile(join(this.path, 'extent')).catch(() => Buffer.alloc(0));
    const found = decodeExtents(file);
    if (found === undefined) {
      // Of zeros only: it was made, and nothing was written yet.
      return { extent: emptyExtent, damage: file.some((byte) => byte !== 0) ? {} : undefined };
    }
    this.#sequence = found.sequence;
    const { extent } = found;
    await this.#removeReleased(extent);
    const rows = rowsThere(extent, this.rows.segmentBytes, await this.rows.sizes());
    const [main, incoming] = await Promise.all([
      this.#missing(Lane.main, extent),
      this.#missing(Lane.incoming, extent),
    ]);
    const lanes = [this.#mended(extent.lanes[0], main), this.#mended(extent.lanes[1], incoming)] as const;
    const sizeBytes = main.inAll + incoming.inAll;
    const isDamaged = rows < extent.rows || sizeBytes > found.missingBytes;
    const damage = isDamaged
      ? { rows: extent.rows - rows, sizeBytes: Math.max(0, sizeBytes - found.missingBytes) }
      : undefined;
    // With what the lanes grew by as they were mended.
    this.#missingBytes = sizeBytes + lanes[0].end - extent.lanes[0].end + lanes[1].end - extent.lanes[1].end;
    return { extent: { ...extent, rows, lanes }, damage };
  }

  /** Tells on disk what is there; until it is written whole, the extent before it holds. */
  async writeExtent(extent: Extent): Promise<void> {
    const file = (this.#extentFile ??= await openForWriting(join(this.path, 'extent')));
    const sequence = this.#sequence + 1;
    const record = encodeExtent({ extent, sequence, missingBytes: this.#missingBytes });
    const position = (sequence % 2) * extentBytes;
    try {
      for (let at = 0; at < extentBytes;) {
        at += (await file.write(record, at, extentBytes - at, position + at)).bytesWritten;
      }
    } finally {
      if (!this.#keepsOpen) await this.#closeExtentFile();
    }
    // Not before: what could not be written is written again to the same place, and the other one holds.
    this.#sequence = sequence;
  }

  /** From now on its files stay open until {@link close}; before and after that, only while they are read or written. */
  keepOpen(): void {
    this.#keepsOpen = true;
    for (const files of [this.rows, ...this.lanes]) files.keepOpen();
  }

  /** Closes its files. Those that are opened by what is still under way are closed when it is done. */
  async close(): Promise<void> {
    this.#keepsOpen = false;
    await Promise.all([this.#closeExtentFile(), ...[this.rows, ...this.lanes].map((files) => files.close())]);
  }

  async remove(): Promise<void> {
    await this.close();
    await rm(this.path, { recursive: true, force: true });
  }

  async #closeExtentFile(): Promise<void> {
    const file = this.#extentFile;
    this.#extentFile = undefined;
    await file?.close();
  }

  async #removeReleased({ firstRow, lanes }: Extent): Promise<void> {
    const starts = [
      [this.rows, Math.floor(firstRow / blockRows) * rowBlockBytes],
      [this.lanes[Lane.main], lanes[Lane.main].start],
      [this.lanes[Lane.incoming], lanes[Lane.incoming].start],
    ] as const;
    for (const [files, start] of starts) {
      const first = Math.floor(start / files.segmentBytes);
      for (const segment of (await files.sizes()).keys()) if (segment < first) await files.remove(segment, segment + 1);
    }
  }

  async #missing(lane: Lane, { lanes }: Extent): Promise<Missing> {
    const files = this.lanes[lane];
    return missingOf(lanes[lane], files.segmentBytes, await files.sizes());
  }

  /** What is appended goes into the next file: in the one that is too short there would be zeros before it. */
  #mended({ start, end }: LaneExtent, { atEnd }: Missing): LaneExtent {
    return { start, end: atEnd > 0 ? Math.ceil(end / this.segmentBytes) * this.segmentBytes : end };
  }
}

/** Bytes of a lane that no file has. */
interface Missing {
  readonly inAll: number;
  /** Those in the last file. */
  readonly atEnd: number;
}

function missingOf({ start, end }: LaneExtent, segmentBytes: number, sizes: ReadonlyMap<number, number>): Missing {
  const bytesIn = (segment: number): number => {
    const first = segment * segmentBytes;
    const size = Math.min(segmentBytes, sizes.get(segment) ?? 0);
    return Math.max(0, Math.min(end, first + size) - Math.max(start, first));
  };
  let there = 0;
  for (const segment of sizes.keys()) there += bytesIn(segment);
  const last = Math.floor(Math.max(start, end - 1) / segmentBytes);
  const inLast = end - Math.max(start, last * segmentBytes);
  return { inAll: end - start - there, atEnd: inLast - bytesIn(last) };
}

/** Rows up to the first block that is not whole. */
function rowsThere({ firstRow, rows }: Extent, segmentBytes: number, sizes: ReadonlyMap<number, number>): number {
  const end = Math.ceil(rows / blockRows) * rowBlockBytes;
  for (let at = Math.floor(firstRow / blockRows) * rowBlockBytes; at < end;) {
    const segment = Math.floor(at / segmentBytes);
    const next = Math.min(end, (segment + 1) * segmentBytes);
    const there = segment * segmentBytes + (sizes.get(segment) ?? 0);
    if (there < next) return Math.max(firstRow, Math.floor(there / rowBlockBytes) * blockRows);
    at = next;
  }
  return rows;
}

async function openForWriting(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r+');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    // Written as a whole first, so that on a full disk it is known now.
    await writeFile(path, Buffer.alloc(extentFileBytes), { mode: 0o600 });
    return open(path, 'r+');
  }
}
