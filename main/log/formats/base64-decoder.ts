const alphabet = /^[A-Za-z0-9+/]*$/;

/** @returns the bytes of groups of four characters, the last of which may be padded; undefined where it is no base64 */
export function decodeBase64(text: string): Buffer | undefined {
  if (text.length % 4 !== 0) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return alphabet.test(text.slice(0, text.length - padding)) ? Buffer.from(text, 'base64') : undefined;
}

/** Decodes base64 (RFC 4648, section 4) in pieces, and takes nothing else. */
export class Base64Decoder {
  /** Characters that wait for the rest of their group of four. */
  #rest = '';
  #isPadded = false;

  /** @returns the bytes; undefined where it is no base64 */
  decode(piece: Buffer): Buffer | undefined {
    let text = this.#rest + piece.toString('latin1');
    const whole = text.length - (text.length % 4);
    this.#rest = text.slice(whole);
    text = text.slice(0, whole);
    if (whole === 0) return Buffer.alloc(0);
    if (this.#isPadded) return undefined;
    this.#isPadded = text.endsWith('=');
    return decodeBase64(text);
  }

  /** Whether what came was whole. */
  get isWhole(): boolean {
    return this.#rest === '';
  }
}
