import { networkInterfaces } from 'node:os';
import { parseAddress } from './address-class.ts';

/** As of the last time the system told. */
let known: ReadonlySet<string> = new Set();

/** The addresses of this machine's interfaces now, in their usual spelling, without zones. */
export function ownAddresses(): ReadonlySet<string> {
  try {
    const interfaces = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
    known = new Set(interfaces.map(({ address }) => parseAddress(address).toString()));
  } catch {
    // No file descriptor is left to ask with: they are hardly others than before.
  }
  return known;
}
