import type { Attempt, AttemptPhase } from '../../contract/attempt.ts';
import { quotable } from './explain-attempt/text.ts';
import { words } from './words.ts';

/** One phase as a line of the timeline. */
export interface TimelineRow {
  readonly index: number;
  readonly name: string;
  /** What it was about: a host, an address, a URL. */
  readonly about: string;
  readonly outcome: AttemptPhase['outcome'];
  readonly durationMs: number;
  /** Where its bar begins and how long it is, in percent of the whole. */
  readonly offset: number;
  readonly width: number;
  readonly isToProxy: boolean;
  /** The redirect that led to it, where it is the first phase after one. */
  readonly redirectedTo?: string;
}

export interface Timeline {
  readonly rows: readonly TimelineRow[];
  readonly totalMs: number;
}

/** Shorter bars could not be seen. */
const leastWidth = 0.6;

/** @param nowMs milliseconds since the attempt began; counts while it goes on */
export function timelineOf(attempt: Attempt, nowMs: number): Timeline {
  const lastEnd = Math.max(0, ...attempt.phases.map(({ startMs, endMs }) => endMs ?? startMs));
  const totalMs = Math.max(attempt.endMs ?? nowMs, lastEnd);
  const percent = (ms: number): number => (totalMs === 0 ? 0 : (ms / totalMs) * 100);
  let hop = 0;
  const rows = attempt.phases.map((phase, index): TimelineRow => {
    const endMs = phase.endMs ?? totalMs;
    const width = Math.max(leastWidth, percent(Math.max(0, endMs - phase.startMs)));
    const redirect = phase.hop > hop ? attempt.redirects[phase.hop - 1] : undefined;
    ({ hop } = phase);
    return {
      index,
      name: phaseName(phase),
      about: aboutOf(phase),
      outcome: phase.outcome,
      durationMs: Math.max(0, endMs - phase.startMs),
      offset: Math.min(percent(phase.startMs), 100 - width),
      width,
      isToProxy: phase.isToProxy,
      ...(redirect !== undefined && { redirectedTo: quotable(redirect, 200) }),
    };
  });
  return { rows, totalMs };
}

export function phaseName(phase: AttemptPhase): string {
  if (phase.phase === 'proxy' && phase.step === 'choose') return words.troubleshoot.phases.chooseProxy;
  if (phase.phase === 'tls' && phase.step === 'certificate') return words.troubleshoot.phases.certificate;
  return words.troubleshoot.phases[phase.phase];
}

/** `127.0.0.1:80`, `[::1]:80` */
export function hostAndPort(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

function aboutOf(phase: AttemptPhase): string {
  switch (phase.phase) {
    case 'dns':
      return quotable(phase.answers === undefined ? phase.name : `${phase.name}: ${phase.answers.join(', ')}`, 120);
    case 'policy':
    case 'tcp':
      return quotable(hostAndPort(phase.address, phase.port));
    case 'proxy':
      return phase.step === 'choose'
        ? (phase.proxies ?? []).map(proxyText).join(', ')
        : quotable(`${proxyText(phase.proxy)}: ${phase.target}`, 120);
    case 'tls':
      if (phase.step === 'certificate') {
        return quotable(phase.certificateErrors?.join(', ') || (phase.certificates?.[0]?.subject ?? ''), 120);
      }
      return [phase.protocol, phase.cipher].filter(Boolean).join(', ') || quotable(phase.serverName ?? '');
    case 'upgrade':
      return phase.status === undefined ? quotable(phase.url, 120) : `HTTP ${phase.status}`;
  }
}

export function proxyText({
  kind,
  host,
  port,
}: {
  readonly kind: string;
  readonly host: string;
  readonly port: number;
}): string {
  return kind === 'direct' ? words.troubleshoot.evidence.direct : `${kind} ${quotable(hostAndPort(host, port))}`;
}
