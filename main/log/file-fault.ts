import { DuplexError, failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';

/** What a file system's code means to somebody who chose a file. Node's own messages have the path in them. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: 'access is denied',
  EPERM: 'access is denied',
  EROFS: 'it is on a read-only file system',
  ENOENT: 'it is not there any more',
  EISDIR: 'it is a folder',
  ENOTDIR: 'its folder is not there any more',
  ENOSPC: 'there is no space left',
  EDQUOT: 'there is no space left for this user',
  EFBIG: 'it would be larger than its file system allows',
  EBUSY: 'another program is using it',
  ENAMETOOLONG: 'its name is too long',
  EIO: 'the device failed',
};

/**
 * What is wrong with a file the user chose, without its path, as that stays in main.
 *
 * @param name the file's name without its folder
 * @param verb what could not be done: `read`, `written`
 * @param cause what the file system said, or a reason in words
 */
export function fileFault(name: string, verb: 'read' | 'written', cause: unknown): DuplexError {
  if (cause instanceof DuplexError) return cause;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
  const reason = typeof cause === 'string' ? cause : (reasons[code ?? ''] ?? 'the system refused');
  return failure('transfer-failed', `"${name}" cannot be ${verb}: ${reason}`, {
    field: 'file',
    ...(typeof cause !== 'string' && {
      reason: because(verb === 'read' ? 'fileNotRead' : 'fileNotWritten', name),
    }),
    ...(code !== undefined && { cause: code }),
  });
}
