import { open } from 'node:fs/promises';
import type { ExportFormat } from '../../../contract/log-export.ts';
import { fileFault } from '../file-fault.ts';
import { writeCsv } from '../formats/csv.ts';
import { ExportedLog } from '../formats/exported-log.ts';
import { FileSink } from '../formats/file-sink.ts';
import { writeHar } from '../formats/har.ts';
import { writeNdjson } from '../formats/ndjson.ts';
import { writePcapng } from '../formats/pcapng.ts';
import { writeRaw } from '../formats/raw.ts';
import type { ExportResult } from './job.ts';
import type { JobContext } from './log-worker.ts';

type Writer = (log: ExportedLog) => Iterable<string | Uint8Array>;

const writers: Readonly<Record<ExportFormat, Writer>> = {
  ndjson: writeNdjson,
  har: writeHar,
  csv: writeCsv,
  raw: writeRaw,
  pcapng: writePcapng,
};

/** How often it tells how far it is. */
const reportMs = 50;

/** Writes a log, or rows of it, into a file that is there and is empty. */
export async function exportLog({ reader, head, input, ...context }: JobContext<'export'>): Promise<ExportResult> {
  const { ranges, includesSecrets, version } = input;
  const { step, waitFor } = context;
  const log = new ExportedLog({ reader, head, ranges, includesSecrets, version, step });
  const file = await open(input.path, 'r+');
  try {
    const sink = new FileSink(file);
    const flush = (): Promise<void> =>
      waitFor(sink.flush()).catch((cause: unknown) => {
        throw fileFault(input.name, 'written', cause);
      });
    let reportedAt = 0;
    for (const piece of writers[input.format](log)) {
      if (!sink.add(piece)) continue;
      await flush();
      if (performance.now() - reportedAt < reportMs) continue;
      reportedAt = performance.now();
      context.report({ rows: log.rowsDone, bytes: sink.writtenBytes, fraction: log.fraction });
    }
    await flush();
    return { rows: log.rowsDone, bytes: sink.writtenBytes, leftOut: log.leftOut };
  } finally {
    await file.close();
  }
}
