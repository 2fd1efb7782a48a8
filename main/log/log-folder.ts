import { mkdir, open, readFile, rename, rm, writeFile, type FileHandle } from 'node:fs/promises';
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
  startedAt: v.number(),
  /** Bytes of a file with payloads. */
  segmentBytes: v.pipe(v.number(), v.safeInteger(), v.minValue(rowBlockBytes)),
  isPrivate: v.boolean(),
});

/** What is known of a log from its beginning. */
export type LogHead = v.InferOutput<typeof headSchema>;

/** What a folder holds of rows and payloads. */
export interface FoundExtent {
  readonly extent: Extent;
  /** Whether files hold less than they were said to. */
  readonly isDamaged: boolean;
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
  #sequence = 0;
  #isMade = false;

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

  /** Opens one. @throws Error when `session.json` cannot be read, or is none */
  static async open(path: string): Promise<LogFolder> {
    const text = await readFile(join(path, 'session.json'), 'utf8');
    const folder = new LogFolder(path, v.parse(headSchema, JSON.parse(text)));
    folder.#isMade = true;
    return folder;
  }

  get segmentBytes(): number {
    return this.head.segmentBytes;
  }

  /** Makes the folder, if it is not there. @throws Error of the file system */
  async make(): Promise<void> {
    if (this.#isMade) return;
    await mkdir(this.path, { recursive: true, mode: 0o700 });
    const temporary = join(this.path, 'session.json.new');
    await writeFile(temporary, `${JSON.stringify(this.head, null, 2)}\n`, { mode: 0o600 });
    await rename(temporary, join(this.path, 'session.json'));
    this.#isMade = true;
  }

  /** What can be read, which is less than what was written where files are shorter than they should be. */
  async readExtent(): Promise<FoundExtent> {
    const file = await readFile(join(this.path, 'extent')).catch(() => Buffer.alloc(0));
    const found = decodeExtents(file);
    if (found === undefined) return { extent: emptyExtent, isDamaged: file.length > 0 };
    this.#sequence = found.sequence;
    const { extent } = found;
    const rows = await this.#rowsThere(extent);
    const [main, incoming] = await Promise.all([
      this.#laneThere(Lane.main, extent),
      this.#laneThere(Lane.incoming, extent),
    ]);
    const isDamaged = rows < extent.rows || main < extent.lanes[0].end || incoming < extent.lanes[1].end;
    const { lanes } = extent;
    return {
      extent: { ...extent, rows, lanes: [this.#mended(lanes[0], main), this.#mended(lanes[1], incoming)] },
      isDamaged,
    };
  }

  /** What is appended goes into the next file: in the one that is too short there would be zeros before it. */
  #mended({ start, end }: LaneExtent, there: number): LaneExtent {
    return { start, end: there < end ? Math.ceil(end / this.segmentBytes) * this.segmentBytes : end };
  }

  /** Tells on disk what is there; until it is written whole, the extent before it holds. */
  async writeExtent(extent: Extent): Promise<void> {
    this.#extentFile ??= await openForWriting(join(this.path, 'extent'));
    this.#sequence += 1;
    const slot = this.#sequence % 2;
    await this.#extentFile.write(encodeExtent(extent, this.#sequence), 0, extentBytes, slot * extentBytes);
  }

  /** Closes its files, which are opened again when they are needed. */
  async close(): Promise<void> {
    const file = this.#extentFile;
    this.#extentFile = undefined;
    await file?.close();
    await Promise.all([this.rows, ...this.lanes].map((files) => files.close()));
  }

  async remove(): Promise<void> {
    await this.close();
    await rm(this.path, { recursive: true, force: true });
  }

  /** Rows of which everything is there. */
  async #rowsThere({ firstRow, rows }: Extent): Promise<number> {
    const end = Math.ceil(rows / blockRows) * rowBlockBytes;
    const there = await bytesThere(this.rows, Math.floor(firstRow / blockRows) * rowBlockBytes, end);
    return there === end ? rows : Math.floor(there / rowBlockBytes) * blockRows;
  }

  #laneThere(lane: Lane, extent: Extent): Promise<number> {
    const { start, end } = extent.lanes[lane];
    return bytesThere(this.lanes[lane], start, end);
  }
}

/** @returns up to where the files hold what they should, at most `end` */
async function bytesThere(files: SegmentFiles, start: number, end: number): Promise<number> {
  const { segmentBytes } = files;
  for (let at = start; at < end;) {
    const segment = Math.floor(at / segmentBytes);
    const needed = Math.min(end - segment * segmentBytes, segmentBytes);
    const size = await files.sizeOf(segment);
    if (size < needed) return Math.max(start, segment * segmentBytes + size);
    at = (segment + 1) * segmentBytes;
  }
  return end;
}

async function openForWriting(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r+');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    const file = await open(path, 'wx+', 0o600);
    await file.write(Buffer.alloc(extentFileBytes), 0, extentFileBytes, 0);
    return file;
  }
}
