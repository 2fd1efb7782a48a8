import type { ErrorInfo } from '../../contract/errors.ts';
import type { OfferedUpdate, UpdateStep } from '../../contract/updates.ts';
import { explainError, type Explanation } from './explain-error.ts';
import { formatSize, formatTime } from './format.ts';
import { words } from './words.ts';

type Failed = Extract<UpdateStep, { kind: 'failed' }>;

/** A failure of an update: what happened, why, and what to do. */
export function explainUpdateFailure({ during, error }: Failed): Explanation {
  const { what, why } = explainError(error);
  const { failed } = words.about.updates;
  return { what: failed[during], why: `${what} ${why}`.trim(), advice: adviceOf(during, error) };
}

function adviceOf(during: Failed['during'], { code, phase }: ErrorInfo): string {
  const { advice } = words.about.updates;
  if (code === 'update-refused') return advice.refused;
  if (code === 'capability-denied') return advice.denied;
  if (during === 'installing') return advice.install;
  if (code === 'transfer-failed') return advice.disk;
  return code === 'tls-failed' || phase === 'tls' ? advice.tls : advice.network;
}

/**
 * The outcome of the last check in one line.
 *
 * @param offered the newest version that is offered
 * @param version the one that runs
 */
export function newestLine(offered: string, version: string, checkedAt: number | null): string {
  const { newest, olderOffered } = words.about.updates;
  const time = formatTime(checkedAt ?? 0).replace(/\.\d+$/, '');
  return offered === version ? newest(version, time) : olderOffered(offered, version, time);
}

/** What is offered, and from where. */
export function offerLines({ version, releaseDate, sizeBytes, url }: OfferedUpdate): { title: string; origin: string } {
  const { available, availableFrom } = words.about.updates;
  const date = /^\d{4}-\d{2}-\d{2}/.exec(releaseDate)?.[0] ?? '';
  return { title: available(version, date), origin: availableFrom(formatSize(sizeBytes), hostOf(url)) };
}

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

/** What a question about the place of updates asks: it is no address of a WebSocket. */
export function placeOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { hostname, port } = new URL(url);
  return `${hostname}:${port === '' ? 443 : port}`;
}
