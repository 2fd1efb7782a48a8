import { failure } from '../../contract/errors.ts';
import type { SendPlan } from '../../contract/workbench/sending.ts';
import { fileFault } from '../log/file-fault.ts';
import { openOutgoingFile, type OutgoingFile } from '../sessions/outgoing-file.ts';
import { evenFrames } from './even-frames.ts';
import { notText, opcodes } from './ready-message.ts';
import type { RunWork } from './run.ts';
import { TextCheck } from './text-check.ts';

type FilePlan = Extract<SendPlan, { readonly kind: 'file' }>;

const pieceBytes = 256 * 1024;

/** Sends a file as one message. @throws DuplexError `transfer-failed` for what is no file, or cannot be read */
export async function fileWork({ opcode, frameBytes }: FilePlan, path: string): Promise<RunWork> {
  const file = await openOutgoingFile(path);
  const { handle, name, sizeBytes } = file;
  return async (run) => {
    try {
      run.totalBytes = sizeBytes;
      run.round = 1;
      if (opcode === 'text') await checkText(file, run.signal);
      const frames = evenFrames(sizeBytes, frameBytes);
      const message = { name, sizeBytes, frames, opcode: opcodes[opcode], source: handle };
      await run.send({ kind: 'large', message, sizeBytes });
    } finally {
      await handle.close();
    }
  };
}

/** A text message that is none would cost the connection, when most of it is out: the file is read twice. */
async function checkText({ handle, name, sizeBytes }: OutgoingFile, signal: AbortSignal): Promise<void> {
  const check = new TextCheck();
  const piece = Buffer.allocUnsafeSlow(pieceBytes);
  for (let at = 0; at < sizeBytes;) {
    signal.throwIfAborted();
    const { bytesRead } = await handle
      .read(piece, 0, Math.min(pieceBytes, sizeBytes - at), at)
      .catch((cause: unknown) => {
        throw fileFault(name, 'read', cause);
      });
    if (bytesRead === 0) throw fileFault(name, 'read', 'it became shorter meanwhile');
    refuse(check.write(piece.subarray(0, bytesRead)), sizeBytes);
    at += bytesRead;
  }
  refuse(check.end(), sizeBytes);
}

function refuse(byte: number | undefined, sizeBytes: number): void {
  if (byte === undefined) return;
  const { message, reason } = notText(byte, sizeBytes);
  throw failure('invalid-input', message, { field: 'plan.file', reason });
}
