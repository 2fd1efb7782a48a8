import { generatePrimeSync } from 'node:crypto';

/**
 * How a server of TLS 1.2 answers that agrees on keys by a group of 512 bits (RFC 5246, sections 7.4.1 to 7.4.3). OpenSSL's
 * own would not do that any more.
 *
 * @param certificate DER, of an RSA key
 */
export function weakServerFlight(certificate: Buffer): Buffer {
  const prime = Buffer.from(generatePrimeSync(512));
  // TLS 1.2, a random, no session, TLS_DHE_RSA_WITH_AES_128_GCM_SHA256, no compression, secure renegotiation (RFC 5746).
  const version = Buffer.from([3, 3]);
  const chosen = Buffer.from([0, 0, 0x9e, 0, 0, 5, 0xff, 1, 0, 1, 0]);
  const hello = handshakeMessage(2, version, Buffer.alloc(32, 7), chosen);
  const chain = handshakeMessage(11, counted(3, counted(3, certificate)));
  // The group, a public value in it, and a signature (RSA, SHA-256), which is not even looked at.
  const group = [counted(2, prime), counted(2, Buffer.from([2])), counted(2, prime.subarray(0, 63))];
  const exchange = handshakeMessage(12, ...group, Buffer.from([4, 1]), counted(2, Buffer.alloc(256, 7)));
  return Buffer.concat([hello, chain, exchange].flatMap((message) => [Buffer.from([22, 3, 3]), counted(2, message)]));
}

function handshakeMessage(type: number, ...parts: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.from([type]), counted(3, Buffer.concat(parts))]);
}

/** The bytes behind their count. */
function counted(lengthSize: number, bytes: Buffer): Buffer {
  const length = Buffer.alloc(lengthSize);
  length.writeUIntBE(bytes.length, 0, lengthSize);
  return Buffer.concat([length, bytes]);
}
