import { formatNumber, shownLanguage } from './language.ts';

const oneDecimal = { maximumFractionDigits: 1, minimumFractionDigits: 1 } as const;
const threeDecimals = { maximumFractionDigits: 3, minimumFractionDigits: 3 } as const;
const roundDecimal = { maximumFractionDigits: 1 } as const;

/** `12:04:31.208`, local time. */
export function formatTime(time: number): string {
  const date = new Date(time);
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = `${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, '0')}`;
  return `${two(date.getHours())}:${two(date.getMinutes())}:${seconds}`;
}

/** `2026-01-31 12:04:31`, in German `31.01.2026 12:04:31`; local time. */
export function formatDateTime(time: number): string {
  const date = new Date(time);
  const two = (value: number): string => String(value).padStart(2, '0');
  const [year, month, dayOfMonth] = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())];
  const day = shownLanguage() === 'de' ? `${dayOfMonth}.${month}.${year}` : `${year}-${month}-${dayOfMonth}`;
  return `${day} ${formatTime(time).slice(0, 8)}`;
}

/** `1,204` */
export function formatCount(value: number): string {
  // The first formatter takes 10 ms, which a page that begins with zeros has no use for.
  if (Number.isInteger(value) && value >= 0 && value < 1000) return String(value);
  return formatNumber(value);
}

/** `76 B`, `1.5 KiB`, `3.0 MiB`, `4.0 GiB` */
export function formatSize(bytes: number, decimals: Intl.NumberFormatOptions = oneDecimal): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ['KiB', 'MiB', 'GiB', 'TiB'];
  let size = bytes / 1024;
  let unit = 0;
  // 1023.95 and more would be written 1,024.0.
  while (size >= 1023.95 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${formatNumber(size, decimals)} ${units[unit]}`;
}

/** `6 ms`, `1.2 s` */
export function formatDuration(ms: number): string {
  if (ms < 1) return '< 1 ms';
  return ms < 1000 ? `${Math.round(ms)} ms` : `${formatNumber(ms / 1000, oneDecimal)} s`;
}

/** `+0.3 ms`, `+12 ms`, `+1.250 s`, `+3 min 5 s`: how long after something else. */
export function formatDelta(ms: number): string {
  if (ms < 0) return `−${formatDelta(-ms).slice(1)}`;
  if (ms < 9.95) return `+${formatNumber(ms, oneDecimal)} ms`;
  if (ms < 999.5) return `+${Math.round(ms)} ms`;
  if (ms < 59_999.5) return `+${formatNumber(ms / 1000, threeDecimals)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `+${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `+${formatNumber(Math.floor(seconds / 3600))} h ${Math.floor((seconds % 3600) / 60)} min`;
}

/** `16 KiB`, `1.5 MiB`: for figures that are round in their unit. */
export function formatRoundSize(bytes: number): string {
  return formatSize(bytes, roundDecimal);
}

/** `850.0 MiB/s` */
export function formatRate(bytesPerSecond: number): string {
  return `${formatSize(Math.round(bytesPerSecond))}/s`;
}

/** `512 MiB/s`: for figures that are round in their unit. */
export function formatRoundRate(bytesPerSecond: number): string {
  return `${formatRoundSize(Math.round(bytesPerSecond))}/s`;
}

/** The next power of two, at least 32, as sizes are told in KiB and MiB; halves of it are even, too. */
export function roundBytes(most: number): number {
  return 2 ** Math.max(5, Math.ceil(Math.log2(Math.max(1, most))));
}

/** `18 s`, `3 min`, `2 h 10 min`: as exact as a guess can be. */
export function formatTimeLeft(seconds: number): string {
  if (seconds < 59.5) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${formatNumber(Math.floor(minutes / 60))} h ${minutes % 60} min`;
}

/** `00 01 0A` */
export function formatHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ');
}
