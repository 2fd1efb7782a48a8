import type { LogHead } from './log-folder.ts';

/** What an exported file is called, without the end of the name: `localhost 2026-11-23 16.05`. */
export function exportName({ url, startedAt }: Pick<LogHead, 'url' | 'startedAt'>): string {
  const host = URL.canParse(url) ? new URL(url).hostname.replaceAll(/[^\w.-]/g, '') : '';
  const date = new Date(startedAt);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${host === '' ? 'log' : host} ${day} ${two(date.getHours())}.${two(date.getMinutes())}`;
}
