/** What message `number` of one direction has: its number, and bytes that follow from it, 8 to 900. */
export function killedPayload(number: number): Buffer {
  const bytes = Buffer.alloc(8 + ((number * 37) % 893), number % 251);
  bytes.writeUInt32LE(number, 0);
  return bytes;
}
