import { failure } from '../../contract/errors.ts';
import type { RawFrame } from '../../contract/workbench/control-frames.ts';
import type { AnySocket } from './generation.ts';

/**
 * A frame that breaks RFC 6455 goes to this computer only, unless the user has said yes to it. What it is connected to is
 * decided by the address that was really reached; a proxy takes it elsewhere, unless the server is here as well.
 *
 * @throws DuplexError `confirmation-needed`, naming what it breaks
 */
export function requireConfirmation(socket: AnySocket, frame: RawFrame, isConfirmed: boolean): void {
  if (isConfirmed || socket.information.isOnThisComputer) return;
  const faults = socket.faultsOf(frame);
  if (faults.length === 0) return;
  const { remoteAddress, remoteServer } = socket.information;
  const peer = remoteServer?.proxy === null ? remoteAddress : `${remoteServer?.host}, behind a proxy,`;
  throw failure('confirmation-needed', `${faults.join('; ')}: and ${peer} is not on this computer`, {
    field: 'isConfirmed',
  });
}
