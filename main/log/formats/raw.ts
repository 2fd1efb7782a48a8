import type { ExportedLog } from './exported-log.ts';

/** The payloads of messages, one after the other, and nothing between them. */
export function* writeRaw(log: ExportedLog): Generator<Buffer> {
  for (const row of log.rowsWith(({ isMessage }) => isMessage)) yield* row.chunks();
}
