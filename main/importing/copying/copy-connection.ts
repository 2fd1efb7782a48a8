import { failure } from '../../../contract/errors.ts';
import { because } from '../../../contract/reason.ts';
import type { ConnectionDocument } from '../../../contract/workbench/documents.ts';
import type { CopiedCommand, CopyKind } from '../../../contract/workbench/importing.ts';
import { omit, type Omission } from '../../../contract/workbench/omission.ts';
import { asCurl } from './as-curl.ts';
import { asDuplexLink } from './as-duplex-link.ts';
import { asNode } from './as-node.ts';
import { asWebsocat } from './as-websocat.ts';
import { asWscat } from './as-wscat.ts';
import { copiedConnection, type CopiedConnection } from './copied-connection.ts';
import { CopiedText } from './copied-text.ts';

/** Writes a connection for a program. What it cannot be told goes into `leftOut`. */
export type CopyWriter = (connection: CopiedConnection, text: CopiedText, leftOut: Omission[]) => string;

const writers: Readonly<Record<CopyKind, CopyWriter>> = {
  wscat: asWscat,
  websocat: asWebsocat,
  curl: asCurl,
  node: asNode,
  duplexLink: asDuplexLink,
};

/**
 * A connection as a command, a module or a link. No secret is in it: where one is wanted, an environment variable stands.
 *
 * @param document with all it inherits from folders; its variables filled in but for secrets, which stay `{{name}}`
 * @throws DuplexError `invalid-input` for what no command line can have
 */
export function copyConnection(document: ConnectionDocument, kind: CopyKind): CopiedCommand {
  if (document.address.trim() === '')
    throw failure('invalid-input', 'the connection has no address', {
      field: 'address',
      reason: because('addressEmpty'),
    });
  if (JSON.stringify(document).includes('\\u0000')) {
    throw failure('invalid-input', 'no command line can have a NUL character', {
      field: 'document',
      reason: because('nulInCommand'),
    });
  }
  const leftOut: Omission[] = [];
  const text = new CopiedText();
  const written = writers[kind](copiedConnection(document), text, leftOut);
  const functions = [...new Set(written.match(/\{\{[^{}]*\}\}/g))].filter(() => kind !== 'duplexLink');
  if (functions.length > 0) leftOut.push(omit('byHand', functions.join(', ')));
  if (text.environment.length > 0) leftOut.unshift(omit('environment', text.environment.join(', ')));
  return { text: written, leftOut };
}
