/**
 * Counts the messages in a client's bytes: reads just enough of each frame to find the next one, so that it costs nothing
 * beside the reading itself.
 */
export class MessageCounter {
  /** Messages whose final frame has been received in full. */
  messages = 0;
  /** Payload bytes, of data frames. */
  payloadBytes = 0;
  readonly #header = Buffer.alloc(14);
  #filled = 0;
  /** Payload bytes of the current frame that are still to come; -1 between frames. */
  #remaining = -1;

  read(bytes: Buffer): void {
    let at = 0;
    while (at < bytes.length || this.#remaining === 0) {
      if (this.#remaining < 0) {
        this.#header[this.#filled] = bytes[at] as number; // at < bytes.length
        this.#filled += 1;
        at += 1;
        if (this.#filled < 2 || this.#filled < this.#headerLength()) continue;
        this.#filled = 0;
        this.#remaining = this.#payloadLength();
        continue;
      }
      const taken = Math.min(this.#remaining, bytes.length - at);
      at += taken;
      this.#remaining -= taken;
      if (this.#isData) this.payloadBytes += taken;
      if (this.#remaining > 0) continue;
      this.#remaining = -1;
      if (this.#isData && (this.#first & 0x80) !== 0) this.messages += 1;
    }
  }

  get #first(): number {
    return this.#header[0] as number;
  }

  get #isData(): boolean {
    return (this.#first & 0x0f) < 8;
  }

  /** Of a masked frame (RFC 6455, section 5.2). */
  #headerLength(): number {
    const length = (this.#header[1] as number) & 0x7f;
    return (length === 127 ? 10 : length === 126 ? 4 : 2) + 4;
  }

  #payloadLength(): number {
    const length = (this.#header[1] as number) & 0x7f;
    if (length < 126) return length;
    if (length === 126) return this.#header.readUInt16BE(2);
    return Number(this.#header.readBigUInt64BE(2));
  }
}
