/** What message `number` of a flood has: its number, and bytes that follow from it, 8 to 900. */
export function killedPayload(number: number): Buffer {
  const bytes = Buffer.alloc(8 + ((number * 37) % 893), number % 251);
  bytes.writeUInt32LE(number, 0);
  return bytes;
}

/** Whether it goes out; most of them come. */
export function isSent(number: number): boolean {
  return number % 16 === 3;
}
