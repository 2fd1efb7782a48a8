import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { fileFault } from '../file-fault.ts';
import { ByteSource } from '../formats/byte-source.ts';
import { findSockets } from '../formats/har-sockets.ts';
import { Import } from '../formats/import.ts';
import { JsonReader } from '../formats/json-reader.ts';
import { ndjsonFormat } from '../formats/ndjson.ts';
import { readHar } from '../formats/read-har.ts';
import { readNdjson } from '../formats/read-ndjson.ts';
import type { ImportResult } from './job.ts';
import type { JobContext } from './log-worker.ts';

/** How often it tells how far it is. */
const reportMs = 50;

/** As much of the first line tells what a file is. */
const firstLineBytes = 64 * 1024;

/** Makes logs from a file, in folders that the store takes over when all of it is right. */
export async function importLogs({ input, report, step, waitFor }: JobContext<'import'>): Promise<ImportResult> {
  const file = openFile(input.path, input.name);
  try {
    const { size } = fstatSync(file);
    const work = new Import({ staging: input.staging, limitBytes: input.limitBytes, waitFor });
    let reportedAt = 0;
    const read = (part: number, parts: number): JsonReader => {
      const source: ByteSource = new ByteSource(file, input.name, () => {
        step();
        if (performance.now() - reportedAt < reportMs) return;
        reportedAt = performance.now();
        const bytes = source.position;
        report({ rows: work.rows, bytes, fraction: size === 0 ? 1 : Math.min(1, (part + bytes / size) / parts) });
      });
      return new JsonReader(source, input.name);
    };
    if (isNdjson(file)) {
      await readNdjson(read(0, 1), work);
    } else {
      const sockets = findSockets(read(0, 2), work);
      await readHar(read(1, 2), sockets, work);
    }
    return { folders: work.folders, rows: work.rows, bytes: size, leftOut: work.leftOut };
  } finally {
    closeSync(file);
  }
}

function openFile(path: string, name: string): number {
  let file: number | undefined;
  try {
    const found = statSync(path);
    // A pipe may never end, nor may a device.
    if (!found.isFile() && !found.isDirectory()) throw fileFault(name, 'read', 'it is no ordinary file');
    file = openSync(path, 'r');
    // One that is a folder can be opened, and not be read.
    readSync(file, Buffer.alloc(1), 0, 1, 0);
    return file;
  } catch (cause) {
    if (file !== undefined) closeSync(file);
    throw fileFault(name, 'read', cause);
  }
}

/** Whether the first line is what our own files begin with; in whatever order its members are. */
function isNdjson(file: number): boolean {
  const bytes = Buffer.alloc(firstLineBytes);
  const text = bytes.subarray(0, readSync(file, bytes, 0, firstLineBytes, 0)).toString();
  return new RegExp(`^\\uFEFF?\\s*\\{[^\\n]*"format"\\s*:\\s*"${ndjsonFormat}"`).test(text);
}
