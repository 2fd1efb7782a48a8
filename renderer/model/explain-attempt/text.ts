import { showControls } from '../control-characters.ts';
import { formatNumber } from '../language.ts';

/** Longer texts of somebody else's are cut. */
const usualLimit = 80;

/** Text from a peer for a sentence: short, one line, and no control character acts. */
export function quotable(text: string, limit = usualLimit): string {
  const characters = Array.from(
    showControls(
      text
        .slice(0, limit * 4)
        .trim()
        .replace(/\s+/g, ' '),
    ),
  );
  return characters.length > limit ? `${characters.slice(0, limit - 1).join('')}…` : characters.join('');
}

/** `address:port`, an IPv6 address in brackets. */
export function place({ address, port }: { readonly address: string; readonly port: number }): string {
  return address.includes(':') ? `[${quotable(address)}]:${port}` : `${quotable(address)}:${port}`;
}

/** `5 s`, `0.3 s`. */
export function seconds(milliseconds: number): string {
  const value = Number.isFinite(milliseconds) ? milliseconds / 1000 : 0;
  return `${formatNumber(value, { maximumFractionDigits: value < 10 ? 1 : 0, useGrouping: false })} s`;
}

/** `2026-11-23 14:05 UTC`; empty for no time. */
export function timeText(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? '' : `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

export function isAddress(host: string): boolean {
  return host.includes(':') || /^\d+(?:\.\d+){3}$/.test(host);
}

/** Whether an address is this machine's, by its text. */
export function isLoopback(address: string): boolean {
  return /^127\.|^::1$|^::ffff:127\./i.test(address);
}
