import type { Attempt } from '../../contract/attempt.ts';
import { evidenceOf, type EvidencePart } from './attempt-evidence.ts';
import { timelineOf } from './attempt-timeline.ts';
import { explainAttempt } from './explain-attempt/explain-attempt.ts';
import { formatDuration } from './format.ts';
import { words } from './words.ts';

/**
 * An attempt as text, for a colleague or an issue. Passwords, authorization headers, cookies and the credentials in queries
 * were masked when it was recorded; what else is in the queries of its addresses is left out here.
 */
export function attemptReport(attempt: Attempt): string {
  const { report, attemptOutcomes, outcomes } = words.troubleshoot;
  const { rows, totalMs } = timelineOf(attempt, 0);
  const lines = [
    report.title(attempt.url),
    report.began(new Date(attempt.startedAt).toISOString()),
    report.outcome(attemptOutcomes[attempt.outcome], formatDuration(totalMs)),
  ];
  if (attempt.outcome !== 'running') {
    const { what, why, fixes } = explainAttempt(attempt);
    lines.push(
      '',
      `${report.what} ${what}`,
      `${report.why} ${why}`,
      report.fixes,
      ...fixes.map(({ text }) => `- ${text}`),
    );
  }
  lines.push('', report.steps);
  for (const row of rows) {
    if (row.redirectedTo !== undefined) lines.push(words.troubleshoot.timeline.redirected(row.redirectedTo));
    lines.push(`${row.index + 1}. ${row.name}: ${outcomes[row.outcome]}, ${formatDuration(row.durationMs)}`);
    const parts = evidenceOf(attempt, row.index);
    lines.push(...parts.flatMap(partLines).map((line) => `   ${line}`.trimEnd()));
  }
  return withoutQueries(`${lines.join('\n')}\n`, [attempt.url, ...attempt.redirects]);
}

function withoutQueries(text: string, addresses: readonly string[]): string {
  const queries = addresses.flatMap((address) => /\?[^#\s]+/.exec(address)?.[0] ?? []);
  return queries.reduce((left, query) => left.replaceAll(query, '?…'), text);
}

function partLines(part: EvidencePart): readonly string[] {
  switch (part.kind) {
    case 'facts':
      return [
        ...(part.title === undefined ? [] : [`${part.title}:`]),
        ...part.facts.map(({ label, value }) => `${label}: ${value}`),
      ];
    case 'text':
      return [`${part.title}:`, ...part.text.split('\n').map((line) => `  ${line}`)];
    case 'table':
      return [`${part.title}:`, ...part.rows.map(({ cells }) => `  ${cells.join(' | ')}`)];
  }
}
