import { failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import type { RowDirection, RowKind } from '../../contract/rows.ts';
import { LogFolder, type LogHead } from './log-folder.ts';
import { PayloadLane } from './payload-lane.ts';
import { Lane } from './row-block.ts';
import { RowTable } from './row-table.ts';

/** What a new log is of, before it has a number. */
export type ImportedHead = Pick<LogHead, 'url' | 'socket' | 'startedAt'>;

/** A row whose payload was appended before. */
export interface ImportedRow {
  readonly time: number;
  readonly elapsed: number;
  readonly direction: RowDirection;
  readonly kind: RowKind;
  readonly flags: number;
  readonly bits: number;
  readonly wireSize: number;
  /** Payload bytes; more than were appended for one that is with another row, or was let go. */
  readonly size: number;
  /** Whether the payload was let go before the log was exported. */
  readonly isReleased: boolean;
}

/** Bytes of a file with payloads. */
const segmentBytes = 16 * 1024 * 1024;

/** What is worth a write. */
const flushBytes = 1024 * 1024;

/** The page of logs that were imported. */
export const importPage = 'import';

/**
 * A log that is written from a file, row after row, into a folder that is no log of the store yet. It keeps the numbers
 * of its rows. Payloads begin at the second segment: one that begins before counts as let go, as everywhere.
 */
export class ImportedLog {
  readonly #folder: LogFolder;
  readonly #firstRow: number;
  readonly #rows: RowTable;
  readonly #lane: PayloadLane;
  #payloadStart: number;

  private constructor(folder: LogFolder, firstRow: number) {
    this.#folder = folder;
    this.#firstRow = firstRow;
    this.#rows = new RowTable(folder.rows, firstRow, firstRow);
    this.#lane = new PayloadLane(folder.lanes[Lane.main], { start: segmentBytes, end: segmentBytes });
    this.#payloadStart = segmentBytes;
  }

  static async begin(path: string, head: ImportedHead, firstRow: number): Promise<ImportedLog> {
    const folder = LogFolder.begin(path, {
      ...head,
      version: 1,
      // The store gives it its own.
      session: 1,
      page: importPage,
      importedAt: Date.now(),
      segmentBytes,
      isPrivate: false,
    });
    await folder.make();
    return new ImportedLog(folder, firstRow);
  }

  /** Number of rows, with those that are not there. */
  get length(): number {
    return this.#rows.length;
  }

  get sizeBytes(): number {
    return this.#rows.sizeBytes + this.#lane.sizeBytes;
  }

  /** Bytes that were appended of the payload of the next row. */
  get payloadBytes(): number {
    return this.#lane.end - this.#payloadStart;
  }

  /** The next bytes of the payload of the next row; copied before it returns. */
  appendPayload(bytes: Buffer): void {
    this.#lane.append(bytes, 0, bytes.length);
  }

  push(row: ImportedRow): void {
    const { time, elapsed, size, wireSize, direction, kind, flags, bits, isReleased } = row;
    const offset = isReleased ? 0 : this.#payloadStart;
    this.#rows.push(time, elapsed, size, wireSize, offset, direction, kind, flags, bits, Lane.main);
    this.#payloadStart = this.#lane.end;
  }

  /** Forgets what was appended of a payload that belongs to no row: its bytes stay, and nobody finds them. */
  dropPayload(): void {
    this.#payloadStart = this.#lane.end;
  }

  /** Whether there is so much to write that {@link flush} should be called. */
  get isFull(): boolean {
    return this.#lane.pendingBytes + this.#rows.pendingBytes >= flushBytes;
  }

  /**
   * Writes what there is.
   *
   * @param limitBytes what it may take on disk
   * @throws DuplexError `log-failed` when it takes more
   */
  async flush(limitBytes: number): Promise<void> {
    if (this.sizeBytes > limitBytes) {
      throw failure('log-failed', `there is room for ${limitBytes} bytes of logs, and the import takes more`, {
        field: 'limit',
        reason: because('importTakesLogs', limitBytes),
      });
    }
    await this.#lane.flush(true);
    await this.#rows.flush(this.#rows.length, true);
  }

  /** Writes the rest, and says on disk that it is all there. */
  async finish(limitBytes: number): Promise<void> {
    await this.flush(limitBytes);
    const none = { start: 0, end: 0 };
    const lanes = [this.#lane.extent, none] as const;
    await this.#folder.writeExtent({ firstRow: this.#firstRow, rows: this.#rows.length, lanes, isClosed: true });
  }
}
