import { networkInterfaces } from 'node:os';
import { parseAddress } from './address-class.ts';

/** The addresses of this machine's interfaces now, in their usual spelling, without zones. */
export function ownAddresses(): ReadonlySet<string> {
  const interfaces = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return new Set(interfaces.map(({ address }) => parseAddress(address).toString()));
}
