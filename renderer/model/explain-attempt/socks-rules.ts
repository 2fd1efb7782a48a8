import type { ProxyPhase } from '../../../contract/attempt.ts';
import { words } from '../words.ts';
import { fixes, says } from './saying.ts';
import { failedIn, faultOf, type Evidence } from './evidence.ts';
import type { Finding } from './explanation.ts';
import { proxyName } from './proxy-name.ts';
import { certain, fix, likely, type Rule } from './rule.ts';
import { quotable } from './text.ts';

const settings = () => fix(fixes().openProxySettings, { kind: 'openProxySettings' });
const credential = () => fix(fixes().setProxyCredential, { kind: 'setProxyCredential' });

/** What a SOCKS5 proxy answers (RFC 1928, RFC 1929). */
export const socksRules: readonly Rule[] = [
  viaSocks('socks-login-wrong', ({ proxy, evidence }) =>
    faultOf(evidence) === 'login-wrong' ? certain(says()['socks-login-wrong'](proxy), credential()) : undefined,
  ),
  viaSocks('socks-login-wanted', ({ proxy, evidence }) =>
    faultOf(evidence) === 'login-wanted' ? certain(says()['socks-login-wanted'](proxy), credential()) : undefined,
  ),
  viaSocks('socks-forbids', ({ phase, proxy, target }) =>
    phase.status === 2
      ? certain(says()['socks-forbids'](proxy, target), fix(fixes().askProxyOwner), fix(fixes().bypassProxy))
      : undefined,
  ),
  viaSocks('socks-server-refused', ({ phase, proxy, target }) =>
    phase.status === 5
      ? certain(says()['socks-server-refused'](proxy, target), fix(fixes().startServer), fix(fixes().checkAddress))
      : undefined,
  ),
  viaSocks('socks-server-unreachable', ({ phase, proxy, target, reply }) =>
    [3, 4, 6].includes(phase.status ?? 0)
      ? certain(
          says()['socks-server-unreachable'](proxy, target, reply),
          fix(fixes().checkAddress),
          fix(fixes().startServer),
          fix(fixes().bypassProxy),
        )
      : undefined,
  ),
  viaSocks('socks-not-supported', ({ phase, proxy, reply }) =>
    [7, 8].includes(phase.status ?? 0)
      ? certain(says()['socks-not-supported'](proxy, reply), fix(fixes().bypassProxy), settings())
      : undefined,
  ),
  viaSocks('socks-failed', ({ phase, proxy, target, reply }) =>
    phase.status === undefined || phase.status === 0
      ? undefined
      : likely(
          says()['socks-failed'](proxy, target, reply),
          fix(fixes().checkSpelling),
          fix(fixes().startServer),
          fix(fixes().bypassProxy),
        ),
  ),
];

interface ViaSocks {
  readonly phase: ProxyPhase;
  readonly proxy: string;
  readonly target: string;
  readonly reply: string;
  readonly evidence: Evidence;
}

function viaSocks(id: Rule['id'], explain: (via: ViaSocks) => Finding | undefined): Rule {
  return {
    id,
    explain: (evidence) => {
      const phase = failedIn(evidence, 'proxy');
      if (phase?.step !== 'connect' || phase.proxy.kind !== 'socks5') return undefined;
      const reply = words.attempts.socksReply(phase.status ?? 0);
      return explain({ phase, proxy: proxyName(phase.proxy), target: quotable(phase.target), reply, evidence });
    },
  };
}
