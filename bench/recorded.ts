import { LogFolder } from '../main/log/log-folder.ts';
import { LogReader } from '../main/log/log-reader.ts';
import { blockRows, Lane } from '../main/log/row-block.ts';
import { RowDirection, RowKind } from '../contract/rows.ts';
import { differentMessages, numberedPayloads } from './numbered-messages.ts';

/**
 * Looks at every row and every byte of a closed log on disk, of a session that received numbered messages.
 *
 * @throws Error when one is missing, or in another's place, or is not what was sent
 */
export async function checkRecorded(path: string, size: number, count: number): Promise<void> {
  const folder = await LogFolder.open(path);
  const { extent, damage } = await folder.readExtent();
  if (damage !== undefined || !extent.isClosed) throw new Error(`the log in ${path} is not closed, or is damaged`);
  const reader = new LogReader(folder, extent);
  try {
    const messages = checkRows(reader, size);
    if (messages !== count) throw new Error(`${messages} of ${count} messages are in the log`);
    checkPayloads(reader, size, count);
  } finally {
    reader.close();
  }
}

/** @returns how many messages there are, one after the other */
function checkRows(reader: LogReader, size: number): number {
  const { firstRow, rows } = reader.extent;
  let messages = 0;
  for (let row = firstRow; row < rows; row += 1) {
    const block = reader.block(Math.floor(row / blockRows));
    const index = row % blockRows;
    if (block.direction[index] !== RowDirection.received || !isWhole(block.kind[index])) continue;
    if (block.size[index] !== size || block.offset[index] !== messages * size) {
      throw new Error(`message ${messages}, row ${row}: ${block.size[index]} bytes at ${block.offset[index]}`);
    }
    messages += 1;
  }
  return messages;
}

function isWhole(kind: number | undefined): boolean {
  return kind === RowKind.binary || kind === RowKind.utf8;
}

function checkPayloads(reader: LogReader, size: number, count: number): void {
  const expected = numberedPayloads(size);
  const found = Buffer.allocUnsafe(expected.length);
  for (let message = 0; message < count; message += differentMessages) {
    const wanted = expected.subarray(0, Math.min(differentMessages, count - message) * size);
    const bytes = found.subarray(0, reader.readLane(Lane.incoming, message * size, found.subarray(0, wanted.length)));
    if (!bytes.equals(wanted)) throw new Error(`messages from ${message} on are not what was sent`);
  }
}
