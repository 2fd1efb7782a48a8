import { parentPort, workerData } from 'node:worker_threads';
import { toErrorInfo } from '../../contract/errors.ts';
import type { ImportNews, ImportPart, ImportRequest } from './import-thread.ts';
import { readProposal } from './read-proposal.ts';

// Whoever starts this thread gives it a request.
const { text, secrets } = workerData as ImportRequest;

try {
  const { documents, ...proposal } = readProposal(text, secrets);
  parentPort?.on('message', ({ from, count }: ImportPart) =>
    tell({ kind: 'documents', documents: documents.slice(from, from + count) }),
  );
  tell({ kind: 'read', proposal, count: documents.length });
} catch (error) {
  tell({ kind: 'failed', error: toErrorInfo(error) });
}

function tell(news: ImportNews): void {
  parentPort?.postMessage(news);
}
