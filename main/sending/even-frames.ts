/** Payload bytes of each frame of a message whose frames have one length, but for the last. @param frameBytes 0: one frame */
export function* evenFrames(sizeBytes: number, frameBytes: number): Generator<number, void, undefined> {
  const most = frameBytes === 0 ? sizeBytes : frameBytes;
  for (let left = sizeBytes; left > most; left -= most) yield most;
  yield sizeBytes === 0 ? 0 : sizeBytes % most || most;
}
