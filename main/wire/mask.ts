import { randomFillSync } from 'node:crypto';

/** Keys are drawn many at a time: asking for four bytes costs as much as asking for thousands. */
const keys = new Uint32Array(2048);
let keysUsed = keys.length;

/** A masking key as a word and as its four bytes, in the machine's byte order; for one conversion at a time. */
const keyWord = new Uint32Array(1);
const keyBytes = new Uint8Array(keyWord.buffer);

/** A fresh masking key from the system's random source (RFC 6455, section 5.3), as a word in memory order. */
export function newMaskingKey(): number {
  if (keysUsed === keys.length) {
    randomFillSync(keys);
    keysUsed = 0;
  }
  keysUsed += 1;
  return keys[keysUsed - 1] as number; // keysUsed is 1 to keys.length
}

/** Writes a masking key as it goes on the wire. */
export function writeMaskingKey(target: Buffer, at: number, key: number): void {
  keyWord[0] = key;
  target.set(keyBytes, at);
}

/** Copies bytes masked; for a few of them (a masked word at a time needs both sides at a word's boundary). */
export function copyMasked(source: Uint8Array, target: Buffer, at: number, key: number): void {
  keyWord[0] = key;
  for (let index = 0; index < source.length; index += 1) {
    target[at + index] = (source[index] as number) ^ (keyBytes[index & 3] as number);
  }
}

/**
 * Masks bytes in place (RFC 6455, section 5.3), a word at a time: ten times faster than by bytes.
 *
 * @param bytes `start` is a multiple of 4 from the beginning of its `ArrayBuffer`
 * @param key its first byte is for the byte at `start`
 */
export function maskInPlace(bytes: Buffer, start: number, end: number, key: number): void {
  const wordCount = (end - start) >>> 2;
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + start, wordCount);
  for (let index = 0; index < wordCount; index += 1) words[index] = (words[index] as number) ^ key;
  keyWord[0] = key;
  for (let at = start + wordCount * 4; at < end; at += 1) {
    bytes[at] = (bytes[at] as number) ^ (keyBytes[(at - start) & 3] as number);
  }
}
