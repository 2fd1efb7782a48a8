import { DigestTransform, HttpExecutor, type DownloadOptions } from 'builder-util-runtime';
import type { ClientRequest } from 'node:http';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import { httpsGet, type Body, type HttpsGet } from '../network/https-get.ts';

export type DoorGet = Pick<HttpsGet, 'door' | 'authorities' | 'purpose'>;

export interface DoorDownload extends DoorGet {
  /** As large as it has to be. */
  readonly sizeBytes: number;
  readonly signal: AbortSignal;
  /** Called with every piece that has come. */
  readonly received: (receivedBytes: number) => void;
}

/** Two hours: 1 GiB at 150 kB/s. Whoever waits longer cancels. */
const downloadMs = 2 * 60 * 60 * 1000;

/** What electron-updater reaches the network by: the door, for one file. */
export class DoorExecutor extends HttpExecutor<ClientRequest> {
  /** What is to be fetched next. */
  next: DoorDownload | undefined;

  /**
   * @param options with the file's SHA-512, by which it is checked as it comes
   * @throws DuplexError what {@link httpsGet} throws, `update-refused`, `transfer-failed`
   */
  async download(url: URL, destination: string, { sha512 }: DownloadOptions): Promise<string> {
    const { next } = this;
    if (next === undefined || sha512 === undefined || sha512 === null) throw new Error(`nobody asked for ${url.href}`);
    const { sizeBytes, received, ...get } = next;
    let receivedBytes = 0;
    async function* counted(body: Body): AsyncGenerator<Buffer> {
      for await (const chunk of body) {
        receivedBytes += chunk.length;
        received(receivedBytes);
        yield chunk;
      }
    }
    await httpsGet({ ...get, url, limitBytes: sizeBytes, limitMs: downloadMs }, async (body) => {
      try {
        await pipeline(counted(body), new DigestTransform(sha512, 'sha512', 'base64'), createWriteStream(destination));
      } catch (error) {
        throw asFailure(error, url);
      }
    });
    return destination;
  }

  /** For downloads in pieces and for the places of updates that electron-updater knows; neither is used. */
  createRequest(): ClientRequest {
    throw new Error('updates are fetched through the door only');
  }
}

function asFailure(error: unknown, url: URL): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_CHECKSUM_MISMATCH') {
    return failure('update-refused', `${url.href} is not the file that was signed: its SHA-512 differs`, {
      cause: 'SHA512',
    });
  }
  if (!(error instanceof Error) || !('syscall' in error)) return error;
  return failure('transfer-failed', `the update could not be written: ${error.message}`, {
    hresult: code === 'ENOSPC' ? 'ERROR_DISK_FULL' : 'ERROR_WRITE_FAULT',
    reason: because('updateNotWritten'),
    cause: error,
  });
}
