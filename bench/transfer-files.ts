import { randomFillSync } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const blockBytes = 16 * 1024 ** 2;

/** The files of the transfers, in a folder of their own below the system's temporary one. */
export class TransferFiles {
  readonly #folder = mkdtempSync(join(tmpdir(), 'duplex-bench-'));
  readonly #made = new Set<string>();

  /** A file to send; made when it is first asked for, of bytes that no file system leaves out. @param sizeBytes a multiple of 16 MiB */
  async source(sizeBytes: number): Promise<string> {
    const path = join(this.#folder, `source-${sizeBytes}`);
    if (this.#made.has(path)) return path;
    const file = await open(path, 'w');
    try {
      const block = randomFillSync(Buffer.allocUnsafe(blockBytes));
      for (let written = 0; written < sizeBytes; written += blockBytes) {
        block.writeDoubleLE(written, 0);
        await file.writeFile(block);
      }
      // Or the disk would be busy with it during the runs.
      await file.sync();
    } finally {
      await file.close();
    }
    this.#made.add(path);
    return path;
  }

  /** Where to receive into. */
  get target(): string {
    return join(this.#folder, 'target');
  }

  removeTarget(): Promise<void> {
    return rm(this.target, { force: true });
  }

  remove(): Promise<void> {
    return rm(this.#folder, { recursive: true, force: true });
  }
}
