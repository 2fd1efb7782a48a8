import type { DataOpcode, Opcode } from './frame.ts';

/**
 * Sees what crosses the wire of one connection, in its order, to record it. What it is given is valid during the call
 * only, and it does not throw.
 */
export interface WireObserver {
  /** Frames can come from now on. @param resume to be called when {@link isFull} has become false */
  opened(resume: () => void): void;
  /** Bytes have come: whatever they are has this moment as its time. */
  bytesCame(): void;
  /**
   * The header of a frame has come, or the whole of a control frame.
   *
   * @param bits the frame's first byte: FIN, the reserved bits, the opcode
   * @param headerSize bytes of the header
   * @param length bytes of the payload
   */
  frameReceived(bits: number, headerSize: number, length: number): void;
  controlReceived(opcode: Opcode, payload: Buffer): void;
  /** The next bytes of the data message, inflated. */
  payloadReceived(bytes: Buffer, start: number, end: number): void;
  /** A data frame has come to its end, or a section of a compressed message. @param opcode the message's */
  payloadEnded(opcode: DataOpcode, isMessageEnd: boolean): void;
  /** A frame goes out. @param payload as it is before masking; compressed where the message is */
  frameSent(bits: number, headerSize: number, payload: Uint8Array): void;
  /**
   * A message goes out, or a fragment of one.
   *
   * @param opcode the message's
   * @param fin whether the message ends with it
   * @param bits the first byte of its first frame
   * @param wireSize bytes of its frames
   */
  dataSent(payload: Uint8Array, opcode: DataOpcode, fin: boolean, bits: number, wireSize: number): void;
  /**
   * A frame goes out that was described, legal or not.
   *
   * @param bits its first byte
   * @param wireSize bytes of the whole frame
   */
  rawSent(bits: number, payload: Uint8Array, isMasked: boolean, wireSize: number): void;
  /** A peer that took nothing has taken what was queued, or some of it. */
  sendQueueMoved?(): void;
  /** Whether nothing more is to be read for now: the peer has to wait. */
  readonly isFull: boolean;
}
