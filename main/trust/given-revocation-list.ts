import { createHash } from 'node:crypto';
import { failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import {
  trustLimits,
  type GivenRevocationList,
  type RevocationListDescription,
} from '../../contract/secure-connections.ts';
import { DerError } from '../certificates/der.ts';
import { nameId } from '../certificates/distinguished-name.ts';
import {
  readRevocationList,
  readRevocationLists,
  revocationListBlocks,
  type RevocationList,
} from '../certificates/revocation-list.ts';

/**
 * Reads the lists of revoked certificates in a file, PEM or DER.
 *
 * @throws DuplexError `bad-file` where there is none, or one that cannot be used
 */
export function revocationListsOf(file: Uint8Array): readonly GivenRevocationList[] {
  const lists = revocationListBlocks(file);
  if (lists.length === 0) {
    throw failure('bad-file', 'there is no list of revoked certificates (X509 CRL) in this file', {
      reason: because('fileWithoutRevocationList'),
    });
  }
  return lists.map((der) => {
    const { isPartial, issuer } = readable(der);
    if (isPartial) {
      throw failure('bad-file', `the list of "${issuer.text}" is for some certificates only, which is not supported`, {
        reason: because('revocationListPartial', issuer.text),
      });
    }
    const pem = pemOf(der);
    if (pem.length > trustLimits.revocationListLength) {
      throw failure('bad-file', 'the list in this file is too long', { reason: because('revocationListTooLong') });
    }
    return { pem, addedAt: Date.now() };
  });
}

/** Names a list by its issuer: the next one takes its place. */
export function revocationListId(given: GivenRevocationList): string {
  return `list ${createHash('sha256')
    .update(nameId(parsed(given).issuer))
    .digest('hex')}`;
}

export function describeRevocationList(given: GivenRevocationList): RevocationListDescription {
  const { issuer, thisUpdate, nextUpdate, revoked } = parsed(given);
  return {
    issuer: issuer.text,
    thisUpdate: thisUpdate.toISOString(),
    nextUpdate: nextUpdate?.toISOString(),
    revokedCount: revoked.size,
    addedAt: given.addedAt,
  };
}

function parsed({ pem }: GivenRevocationList): RevocationList {
  const [list] = readRevocationLists(pem);
  // It was read when it was added, or when the file was.
  if (list === undefined) throw new Error('a list without a list');
  return list;
}

function readable(der: Buffer): RevocationList {
  try {
    return readRevocationList(der);
  } catch (cause) {
    if (!(cause instanceof DerError)) throw cause;
    throw failure('bad-file', `the list of revoked certificates cannot be read: ${cause.message}`, {
      cause,
      reason: because('revocationListUnreadable', cause.message),
    });
  }
}

function pemOf(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN X509 CRL-----\n${lines.join('\n')}\n-----END X509 CRL-----\n`;
}
