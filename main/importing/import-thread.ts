import { Worker } from 'node:worker_threads';
import { DuplexError, failure, type ErrorInfo } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import type { ImportedDocument } from '../../contract/workbench/importing.ts';
import type { ReadProposal } from './read-proposal.ts';

/** Main to thread, as it starts. */
export interface ImportRequest {
  readonly text: string;
  /** Names of the secrets that have a value already and keep it. */
  readonly secrets: readonly string[];
}

/** Thread to main. */
export type ImportNews =
  /** What was read, but for its documents, of which there are so many. */
  | { readonly kind: 'read'; readonly proposal: Omit<ReadProposal, 'documents'>; readonly count: number }
  | { readonly kind: 'documents'; readonly documents: readonly ImportedDocument[] }
  | { readonly kind: 'failed'; readonly error: ErrorInfo };

/** Main to thread: the next documents are wanted. */
export interface ImportPart {
  readonly from: number;
  readonly count: number;
}

/** Thousands of documents at once would take main a tenth of a second to unpack. */
const partCount = 200;

/** The longest YAML takes some 400 MiB: a text that needs much more was made to need it, and is not to take the app with it. */
const mostMemoryMiB = 2048;

/**
 * Reads a text in a thread of its own, as that can take seconds. Ended by the signal, it is over at once.
 *
 * @param file of the thread
 * @throws DuplexError `invalid-input` with the place that cannot be read, `canceled`
 */
export function readInThread(file: URL, request: ImportRequest, signal: AbortSignal): Promise<ReadProposal> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, {
      workerData: request,
      resourceLimits: { maxOldGenerationSizeMb: mostMemoryMiB },
    });
    const end = (): void => void worker.terminate();
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    let head: Extract<ImportNews, { kind: 'read' }> | undefined;
    const documents: ImportedDocument[] = [];
    worker.on('message', (news: ImportNews) => {
      if (news.kind === 'failed') reject(new DuplexError(news.error));
      else if (news.kind === 'read') head = news;
      else documents.push(...news.documents);
      if (head === undefined || documents.length === head.count) {
        if (head !== undefined) resolve({ ...head.proposal, documents });
        return end();
      }
      worker.postMessage({ from: documents.length, count: partCount } satisfies ImportPart);
    });
    worker.on('error', (cause) => reject(isOutOfMemory(cause) ? tooMuch(cause) : cause));
    worker.on('exit', () => {
      signal.removeEventListener('abort', end);
      // Says nothing to whoever has an answer already.
      reject(failure('canceled', 'reading was ended'));
    });
  });
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

function tooMuch(cause: unknown): DuplexError {
  return failure('invalid-input', `it takes more than ${mostMemoryMiB} MiB of memory to read: export a part of it`, {
    field: 'text',
    reason: because('importTakesMemory', mostMemoryMiB),
    cause,
  });
}
