import { expect, test } from 'vitest';
import { ChainValidationResult } from '../../main/sockets/index.ts';
import { chainValidationResult } from '../../main/sockets/enums.ts';
import { ignorableErrors } from '../../main/certificates/problem.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { chainCases, trustRoot, type ChainCase } from '../support/x509/chain-cases.ts';
import { startChainServer } from '../support/x509/chain-server.ts';
import { probe, type ProbeOutcome } from '../support/x509/probe.ts';

expectNoLeaks();

const ignorable = [...ignorableErrors].map(chainValidationResult);

function sorted(problems: ChainCase['problems']): string[] {
  return problems.map(([result, index]) => `${result} of certificate ${index}`).toSorted();
}

function foundIn({ problems }: ProbeOutcome): string[] {
  return sorted(problems.map(({ result, certificateIndex }) => [result, certificateIndex]));
}

test.each(chainCases)('$name', async (chain) => {
  const port = await startChainServer(chain);
  const { host = 'localhost', trust = trustRoot, problems } = chain;
  const request = { host, port, trust };
  const strict = await probe(request);
  expect(foundIn(strict), JSON.stringify(strict.problems)).toEqual(sorted(problems));
  expect(strict.outcome).toBe(problems.length === 0 ? 'connected' : 'certificate-refused');
  if (chain.unused) expect(strict.unused).toEqual(chain.unused);

  // Exactly the ignorable ones can be ignored, each by itself.
  const results = [...new Set(problems.map(([result]) => result))];
  const values = results.map(chainValidationResult);
  const isFatal = results.some((result) => !ignorableErrors.has(result));
  expect((await probe({ ...request, ignore: ignorable })).outcome).toBe(isFatal ? 'certificate-refused' : 'connected');
  for (const left of isFatal ? [] : values) {
    const ignore = ignorable.filter((value) => value !== left);
    expect((await probe({ ...request, ignore })).outcome, `all but ${left} ignored`).toBe('certificate-refused');
    if (values.length === 1) expect((await probe({ ...request, ignore: values })).outcome).toBe('connected');
  }
});

test('every result is found in some chain', () => {
  const found = new Set<string>(chainCases.flatMap(({ problems }) => problems.map(([result]) => result)));
  const wanted = Object.keys(ChainValidationResult).filter((name) => name !== 'success');
  expect([...found].map((name) => name.toLowerCase()).toSorted()).toEqual(
    wanted.map((name) => name.toLowerCase()).toSorted(),
  );
});
