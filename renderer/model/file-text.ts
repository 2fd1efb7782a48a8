import type { FileTransfer, SessionRates } from '../../contract/sessions.ts';
import { formatCount, formatDuration, formatRate, formatSize, formatTimeLeft } from './format.ts';
import type { TransferProgress } from './transfer-meter.ts';
import { words } from './words.ts';
import { errorText } from './error-text.ts';

/** `1.2 GiB of 16.0 GiB, 850.0 MiB/s, about 18 s left`; of one that has ended, how. */
export function progressLine(way: 'sending' | 'receiving', progress: TransferProgress, isPaused = false): string {
  const { transfer, bytesPerSecond, secondsLeft } = progress;
  if (transfer.end !== undefined) return endLine(way, transfer);
  return [
    soFar(transfer),
    isPaused ? words.files.paused : bytesPerSecond === undefined ? '' : formatRate(bytesPerSecond),
    secondsLeft === undefined ? '' : words.files.timeLeft(formatTimeLeft(secondsLeft)),
  ]
    .filter(Boolean)
    .join(', ');
}

/** How a file's way ended, in one sentence; empty while it is under way. */
export function endLine(way: 'sending' | 'receiving', transfer: FileTransfer): string {
  const { end } = transfer;
  if (end === undefined) return '';
  const ms = end.at - transfer.startedAt;
  const size = formatSize(transfer.bytes);
  switch (end.kind) {
    case 'done': {
      const rate = ms > 0 ? formatRate((transfer.bytes / ms) * 1000) : '';
      return words.files.done[way](size, formatDuration(ms), rate);
    }
    case 'canceled':
      return words.files.canceled(soFar(transfer));
    case 'failed':
      return [
        words.files.failed(soFar(transfer), errorText(end.error)),
        end.keptAs === undefined ? '' : words.files.keptAs(end.keptAs),
      ]
        .filter(Boolean)
        .join(' ');
  }
}

/** Which part has gone out, from 0 to 1; undefined where nobody knows the whole. */
export function fractionOf({ bytes, totalBytes, end }: FileTransfer): number | undefined {
  if (totalBytes === undefined) return end === undefined ? undefined : 1;
  return totalBytes === 0 ? 1 : Math.min(1, bytes / totalBytes);
}

/** Seconds the chart shows: whole minutes, so that its axis stays as it is for a while. */
export function shownSeconds({ sent }: SessionRates): number {
  return Math.max(1, Math.ceil(sent.length / 60)) * 60;
}

/** `20 s ago`, `2.5 min ago`, for the chart's axis and the table. */
export function agoWord(seconds: number): string {
  if (seconds <= 0) return words.traffic.now;
  return seconds % 30 === 0 && seconds >= 60
    ? words.traffic.minutes(formatCount(seconds / 60))
    : words.traffic.seconds(seconds);
}

function soFar({ bytes, totalBytes }: FileTransfer): string {
  const size = formatSize(bytes);
  return totalBytes === undefined ? size : words.files.of(size, formatSize(totalBytes));
}
