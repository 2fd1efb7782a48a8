import type { LogInfo } from '../../contract/log.ts';
import type { CommandConnection } from '../../contract/workbench/command-text.ts';
import { RowDirection, RowKind, type Row } from '../../contract/rows.ts';
import type { SessionId } from '../../contract/sessions.ts';
import type { Client } from './client.ts';
import {
  asBase64,
  asHex,
  asJson,
  asNode,
  asText,
  asWebsocat,
  asWscat,
  connectionOf,
  type CopiedMessage,
  type CopiedRow,
} from './copy-as.ts';
import type { LogView, RowSpan } from './log-view.ts';
import type { RowMarks } from './row-marks.ts';
import type { RowRange } from './row-selection.ts';
import { hasPayload, isMessage, isText, rowAsLine } from './row-text.ts';

export const copyFormats = ['lines', 'text', 'hex', 'base64', 'json', 'wscat', 'websocat', 'node'] as const;
export type CopyFormat = (typeof copyFormats)[number];

/** What the clipboard is given at most; an export takes everything. */
export const copyLimits = { rows: 10_000, bytes: 2 * 1024 * 1024 } as const;

/** Bytes of one request. */
const pieceBytes = 1024 * 1024;

/** Rows at the beginning of a log among which its request is: as many as it takes to be redirected and validated. */
const beginningRows = 64;

/** There are more rows, or bytes in them, than {@link copyLimits}. */
export class TooMuchToCopy extends Error {}

/** Makes text of rows for the clipboard. */
export class RowCopier {
  readonly #client: Client;
  readonly #log: LogView;
  readonly #marks: RowMarks;

  constructor(client: Client, log: LogView, marks: RowMarks) {
    this.#client = client;
    this.#log = log;
    this.#marks = marks;
  }

  /** @throws TooMuchToCopy; DuplexError of the log */
  async copy(ranges: readonly RowRange[], format: CopyFormat): Promise<string> {
    const count = ranges.reduce((sum, { from, to }) => sum + to - from, 0);
    if (count > copyLimits.rows) throw new TooMuchToCopy();
    const spans = ranges.flatMap(({ from, to }) => this.#log.spans(from, to));
    switch (format) {
      case 'lines':
        return (await this.#rows(spans)).map(({ row }) => rowAsLine(row)).join('\n');
      case 'text':
        return this.#payloads(spans, asText);
      case 'hex':
        return this.#payloads(spans, asHex);
      case 'base64':
        return this.#payloads(spans, asBase64);
      case 'json':
        return this.#payloads(spans, asJson);
      case 'wscat':
        return this.#command(spans, asWscat);
      case 'websocat':
        return this.#command(spans, asWebsocat);
      case 'node':
        return this.#command(spans, asNode);
    }
  }

  async #payloads(spans: readonly RowSpan[], as: (row: CopiedRow) => string): Promise<string> {
    const rows = await this.#copied(spans);
    // Where only the payloads matter, rows without one would be empty lines.
    const wanted = as === asHex || as === asBase64 ? rows.filter(({ payload }) => payload.length > 0) : rows;
    return wanted.map(as).join('\n');
  }

  /** What the selected rows have sent goes into the command. */
  async #command(
    spans: readonly RowSpan[],
    as: (connection: CommandConnection, messages: readonly CopiedMessage[]) => string,
  ): Promise<string> {
    const [first] = spans;
    if (first === undefined) return '';
    const rows = await this.#copied(spans, (row) => row.direction === RowDirection.sent && isMessage(row));
    const messages = rows.map(({ row, payload }): CopiedMessage =>
      isText(row)
        ? { kind: 'text', text: asText({ row, payload, note: '', isPinned: false }) }
        : { kind: 'binary', bytes: payload },
    );
    return as(await this.#connection(first.session), messages);
  }

  async #connection(session: SessionId): Promise<CommandConnection> {
    const logs = await this.#client.invoke('log.list', {});
    const url = logs.find((log: LogInfo) => log.session === session)?.url ?? '';
    const beginning = await this.#log.read({ session, from: 0, to: beginningRows });
    const request = beginning.find(({ kind }) => kind === RowKind.openingRequest);
    const head = request === undefined ? new Uint8Array(0) : await this.#payload(session, request);
    return connectionOf(url, new TextDecoder().decode(head));
  }

  async #copied(spans: readonly RowSpan[], isWanted: (row: Row) => boolean = () => true): Promise<CopiedRow[]> {
    const rows = (await this.#rows(spans)).filter(({ row }) => isWanted(row));
    const sizeBytes = rows.reduce((sum, { row }) => sum + (hasPayload(row) ? row.size : 0), 0);
    if (sizeBytes > copyLimits.bytes) throw new TooMuchToCopy();
    const copied: CopiedRow[] = [];
    for (const { session, row } of rows) {
      const payload = hasPayload(row) ? await this.#payload(session, row) : new Uint8Array(0);
      const { note = '', isPinned = false } = this.#marks.of({ session, row: row.row }) ?? {};
      copied.push({ row, payload, note, isPinned });
    }
    return copied;
  }

  async #rows(spans: readonly RowSpan[]): Promise<{ readonly session: SessionId; readonly row: Row }[]> {
    const all: { session: SessionId; row: Row }[] = [];
    for (const span of spans) {
      const { session, from, to, view } = span;
      for (let at = from; at < to;) {
        const rows = await this.#log.read({ ...span, from: at });
        all.push(...rows.map((row) => ({ session, row })));
        // Those at the beginning may have been let go.
        at = view === undefined ? Math.max(at + 512, (rows.at(-1)?.row ?? -1) + 1) : at + 512;
      }
    }
    return all;
  }

  async #payload(session: SessionId, { row, size, preview }: Row): Promise<Uint8Array> {
    if (preview.length === size) return preview;
    const pieces: Uint8Array[] = [];
    for (let from = 0; from < size; from += pieceBytes) {
      pieces.push(await this.#client.invoke('log.payload', { session, row, from, count: pieceBytes }));
    }
    const payload = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
    let at = 0;
    for (const piece of pieces) {
      payload.set(piece, at);
      at += piece.length;
    }
    return payload;
  }
}
