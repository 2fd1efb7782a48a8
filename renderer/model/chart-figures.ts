import {
  sizeClasses,
  type LogSummary,
  type RoundTripSummary,
  type TrafficSummary,
} from '../../contract/log-summary.ts';
import { formatCount, formatRoundSize } from './format.ts';
import { formatNumber } from './language.ts';

/** A part of a session, in seconds since it began. */
export interface SessionPart {
  readonly from: number;
  readonly to: number;
}

/** Rows of a table at most: more are no help to anybody. */
const tableLimit = 200;

/** The part that has something in it; undefined where nothing crossed the wire. */
export function wholePart({ firstRows, spanMs }: LogSummary): SessionPart | undefined {
  const first = firstRows.findIndex((row) => !Number.isNaN(row));
  if (first === -1) return undefined;
  return { from: (first * spanMs) / 1000, to: (firstRows.length * spanMs) / 1000 };
}

/** What went each way a second, from the beginning of each span of a part on; the last one stands at the end as well. */
export function rates(
  { spanMs, sent, received }: LogSummary,
  unit: 'messages' | 'bytes',
  part: SessionPart,
): { readonly at: number[]; readonly sent: number[]; readonly received: number[] } {
  const seconds = spanMs / 1000;
  const { first, end } = spansOf(part, spanMs);
  const perSecond = (traffic: TrafficSummary): number[] => {
    const values = Array.from(traffic[unit].subarray(first, end), (value) => value / seconds);
    return [...values, ...values.slice(-1)];
  };
  return {
    at: Array.from({ length: end - first + 1 }, (_, index) => (first + index) * seconds),
    sent: perSecond(sent),
    received: perSecond(received),
  };
}

export interface PartTotals {
  readonly sentMessages: number;
  readonly receivedMessages: number;
  readonly sentBytes: number;
  readonly receivedBytes: number;
}

export function totalsOf({ spanMs, sent, received }: LogSummary, part: SessionPart): PartTotals {
  const { first, end } = spansOf(part, spanMs);
  const sum = (values: Float64Array): number => values.subarray(first, end).reduce((total, value) => total + value, 0);
  return {
    sentMessages: sum(sent.messages),
    receivedMessages: sum(received.messages),
    sentBytes: sum(sent.bytes),
    receivedBytes: sum(received.bytes),
  };
}

/** The first row of a part, of what crossed the wire; undefined where nothing did. */
export function firstRowOf({ spanMs, firstRows }: LogSummary, part: SessionPart): number | undefined {
  const { first, end } = spansOf(part, spanMs);
  return firstRows.subarray(first, end).find((row) => !Number.isNaN(row));
}

/** A part with its ends where spans begin and end, and inside of the whole: at least one span. */
export function snapped(part: SessionPart, { spanMs }: LogSummary, whole: SessionPart): SessionPart {
  const seconds = spanMs / 1000;
  const from = Math.min(whole.to - seconds, Math.max(whole.from, Math.floor(part.from / seconds) * seconds));
  const to = Math.min(whole.to, Math.max(from + seconds, Math.ceil(part.to / seconds) * seconds));
  return { from, to };
}

/** The parts of a part in which something crossed the wire, newest first, with spans joined where there are too many. */
export function tableParts(summary: LogSummary, part: SessionPart): (SessionPart & PartTotals)[] {
  const seconds = summary.spanMs / 1000;
  const { first, end } = spansOf(part, summary.spanMs);
  const joined = Math.max(1, Math.ceil((end - first) / tableLimit));
  const parts: (SessionPart & PartTotals)[] = [];
  for (let span = first; span < end; span += joined) {
    const here = { from: span * seconds, to: Math.min(end, span + joined) * seconds };
    const totals = totalsOf(summary, here);
    const { sentMessages, receivedMessages, sentBytes, receivedBytes } = totals;
    if (sentMessages + receivedMessages + sentBytes + receivedBytes > 0) parts.unshift({ ...here, ...totals });
  }
  return parts;
}

/** What each class of sizes is called: `0 B`, `1 B – 125 B`, … `≥ 1 GiB`. */
export function sizeClassWords(): string[] {
  return sizeClasses.map((most, index) => {
    const least = index === 0 ? 0 : (sizeClasses[index - 1] ?? 0) + 1;
    if (most === 0) return '0 B';
    if (!Number.isFinite(most)) return `≥ ${roundSize(least)}`;
    return `${roundSize(least)} – ${roundSize(most)}`;
  });
}

/** Round trips of both kinds on one axis, in seconds and milliseconds. */
export function roundTripPoints(
  ours: RoundTripSummary,
  theirs: RoundTripSummary,
): { readonly at: number[]; readonly ours: (number | null)[]; readonly theirs: (number | null)[] } {
  const points = [...pointsOf(ours, true), ...pointsOf(theirs, false)].toSorted((left, right) => left.at - right.at);
  return {
    at: points.map(({ at }) => at),
    ours: points.map(({ isOurs, took }) => (isOurs ? took : null)),
    theirs: points.map(({ isOurs, took }) => (isOurs ? null : took)),
  };
}

/** The slowest answers of both kinds, at most some hundred, newest first. */
export function tablePoints(
  ours: RoundTripSummary,
  theirs: RoundTripSummary,
): { readonly at: number; readonly took: number; readonly isOurs: boolean }[] {
  return [...pointsOf(ours, true), ...pointsOf(theirs, false)]
    .toSorted((left, right) => right.at - left.at)
    .slice(0, tableLimit);
}

/** 1, 2, 4, 10, 20, 40, … and the same below 1: halves of them are round, too. */
export function roundTop(most: number, least: number): number {
  const wanted = Math.max(most, least);
  const power = 10 ** Math.floor(Math.log10(wanted));
  return ([1, 2, 4, 10].find((step) => step * power >= wanted * (1 - 1e-9)) ?? 10) * power;
}

/** Some marks inside a part, at round seconds, minutes or hours. */
export function timeMarks({ from, to }: SessionPart): number[] {
  const step = timeSteps.find((seconds) => (to - from) / seconds <= 5) ?? Math.ceil((to - from) / 5 / 86_400) * 86_400;
  const marks: number[] = [];
  // Not at the ends, where the words would be cut off.
  const margin = (to - from) / 20;
  for (let mark = Math.ceil((from + margin) / step) * step; mark <= to - margin; mark += step) marks.push(mark);
  return marks;
}

const timeSteps = [0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14_400, 28_800, 43_200, 86_400];

/** `0.5 s`, `18 s`, `3:05`, `2:10:00`: a moment of a session. */
export function formatMoment(seconds: number): string {
  if (seconds < 60) return `${Number(seconds.toFixed(1))} s`;
  const two = (value: number): string => String(value).padStart(2, '0');
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours === 0 ? `${minutes}:${two(whole % 60)}` : `${formatCount(hours)}:${two(minutes)}:${two(whole % 60)}`;
}

/** `0.25 ms`, `12.5 ms`, `120 ms`, `1.25 s`: three figures. */
export function formatTook(ms: number): string {
  const [value, unit] = ms < 1000 ? [ms, 'ms'] : [ms / 1000, 's'];
  return `${formatNumber(value, threeFigures)} ${unit}`;
}

const threeFigures = { maximumSignificantDigits: 3 } as const;

function spansOf({ from, to }: SessionPart, spanMs: number): { readonly first: number; readonly end: number } {
  return { first: Math.round((from * 1000) / spanMs), end: Math.round((to * 1000) / spanMs) };
}

function pointsOf({ at, took }: RoundTripSummary, isOurs: boolean) {
  return Array.from(at, (sentAt, index) => ({ at: sentAt / 1000, took: took[index] ?? 0, isOurs }));
}

/** A bound as it is usually named: 65,535 is 64 KiB. */
function roundSize(bytes: number): string {
  const even = bytes >= 1024 ? Math.round(bytes / 1024) * 1024 : bytes;
  return formatRoundSize(even);
}
