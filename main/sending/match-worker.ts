import { parentPort } from 'node:worker_threads';
import { matcherOf, type Matcher } from './matching.ts';
import type { MatchAnswer, MatchRequest } from './match-job.ts';

let last: { readonly key: string; readonly matcher: Matcher } | undefined;

parentPort?.on('message', ({ match, candidates }: MatchRequest) => {
  const key = JSON.stringify(match);
  if (last?.key !== key) last = { key, matcher: matcherOf(match, 'match') };
  let answer: MatchAnswer = null;
  for (const [index, candidate] of candidates.entries()) {
    const kept = last.matcher(candidate);
    if (kept === undefined) continue;
    answer = { index, kept };
    break;
  }
  parentPort?.postMessage(answer);
});
