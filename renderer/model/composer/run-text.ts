import type { SendRun } from '../../../contract/workbench/sending.ts';
import { explainError } from '../explain-error.ts';
import { formatCount, formatDuration, formatRate, formatSize, formatTimeLeft } from '../format.ts';
import { words } from '../words.ts';
import type { WatchedRun } from './send-runs.ts';

/** How far a run is, or how it ended, in a line. */
export function runLine(watched: WatchedRun): string {
  return watched.run.end === undefined ? progressLine(watched) : endLine(watched);
}

function progressLine({ run, bytesPerSecond, secondsLeft }: WatchedRun): string {
  const { runs } = words.messageComposer;
  return [
    run.rounds === 1 ? undefined : runs.round(formatCount(run.round), roundsText(run)),
    run.step === undefined ? undefined : runs.step(run.step + 1),
    figures(run),
    bytesPerSecond === undefined ? undefined : formatRate(bytesPerSecond),
    secondsLeft === undefined ? undefined : runs.timeLeft(formatTimeLeft(secondsLeft)),
  ]
    .filter(Boolean)
    .join(' · ');
}

function endLine({ run, bytesPerSecond }: WatchedRun): string {
  const { runs } = words.messageComposer;
  const { end } = run;
  if (end === undefined) return '';
  const sent = figures(run);
  const time = formatDuration(end.at - run.startedAt);
  if (end.kind === 'done') {
    // Of a single message the rate says nothing.
    const rate = run.messages > 1 || run.totalBytes !== undefined ? bytesPerSecond : undefined;
    return runs.done(sent, time, rate === undefined ? '' : formatRate(rate));
  }
  if (end.kind === 'canceled') return runs.canceled(sent, time);
  const { what, why } = explainError(end.error);
  const reason = [what, why].filter(Boolean).join(' ');
  return end.step === undefined ? runs.failed(sent, reason) : runs.failedAt(end.step + 1, sent, reason);
}

function figures({ messages, bytes, totalBytes }: SendRun): string {
  const { runs } = words.messageComposer;
  const size = formatSize(bytes);
  return runs.figures(
    messages,
    formatCount(messages),
    totalBytes === undefined || totalBytes === bytes ? size : runs.of(size, formatSize(totalBytes)),
  );
}

function roundsText({ rounds }: SendRun): string | undefined {
  return rounds === 0 ? undefined : formatCount(rounds);
}

/** How much of it is done, 0 to 1; undefined where nobody can know. */
export function fractionOf({ rounds, round, bytes, totalBytes }: SendRun): number | undefined {
  if (totalBytes !== undefined && totalBytes > 0) return Math.min(1, bytes / totalBytes);
  return rounds > 1 ? Math.min(1, round / rounds) : undefined;
}
