import { words } from '../words.ts';
import { fixes, says } from './saying.ts';
import { durationMs } from './evidence.ts';
import { certain, fix, likely, type Rule } from './rule.ts';
import { seconds } from './text.ts';
import { serverPlace } from './server.ts';
import { told } from './told.ts';

const tryAgain = () => fix(fixes().tryAgain, { kind: 'tryAgain' });

/** Attempts that did not fail. */
export const outcomeRules: readonly Rule[] = [
  {
    id: 'open',
    explain: (evidence) =>
      evidence.attempt.outcome === 'open'
        ? certain(says().open(serverPlace(evidence)), fix(fixes().nothingToDo))
        : undefined,
  },
  {
    id: 'running',
    explain: (evidence) =>
      evidence.attempt.outcome === 'running'
        ? certain(says().running(serverPlace(evidence)), fix(fixes().wait))
        : undefined,
  },
  {
    id: 'canceled',
    explain: ({ attempt, failed, error }) => {
      if (attempt.outcome !== 'canceled' && error?.code !== 'canceled') return undefined;
      const phase = failed === undefined ? '' : words.attempts.phaseNames[failed.phase];
      const ms = attempt.endMs ?? (failed === undefined ? 0 : failed.startMs + durationMs(failed));
      return certain(says().canceled(phase, seconds(ms)), fix(fixes().connectAgain, { kind: 'tryAgain' }));
    },
  },
];

/** What no other rule explains; the last one explains anything. */
export const fallbackRules: readonly Rule[] = [
  {
    id: 'address-invalid',
    explain: (evidence) =>
      evidence.error?.code === 'invalid-input'
        ? certain(says()['address-invalid'](told(evidence)), fix(fixes().correctAddress))
        : undefined,
  },
  {
    id: 'client-certificate-unusable',
    explain: (evidence) =>
      evidence.error?.code === 'client-certificate'
        ? certain(
            says()['client-certificate-unusable'](told(evidence)),
            fix(fixes().chooseFileAgain, { kind: 'setClientCertificate' }),
          )
        : undefined,
  },
  {
    id: 'app-file-broken',
    explain: (evidence) =>
      evidence.error?.code === 'bad-file'
        ? certain(says()['app-file-broken'](told(evidence)), fix(fixes().repairAppFile))
        : undefined,
  },
  {
    id: 'timed-out',
    explain: (evidence) =>
      evidence.error?.code === 'timeout'
        ? likely(says()['timed-out'](told(evidence)), fix(fixes().checkAddress), tryAgain())
        : undefined,
  },
  {
    id: 'unexplained',
    explain: (evidence) =>
      likely(says().unexplained(told(evidence)), fix(fixes().readEvidence), tryAgain(), fix(fixes().report)),
  },
];
