import { fixes, says } from './saying.ts';
import { failedIn, faultOf, serverAddress, type Evidence } from './evidence.ts';
import type { Finding } from './explanation.ts';
import { headerOf } from './http.ts';
import { certain, fix, likely, type Rule } from './rule.ts';
import { withoutQuery } from './server.ts';
import { told } from './told.ts';

/** WININET_E_HTTPS_TO_HTTP_ON_REDIR */
const losesTls = 0x80072f08;

/** Redirects that were to be followed, and cannot be. */
export const redirectRules: readonly Rule[] = [
  ofRedirect('redirect-without-tls', ({ to, evidence }) =>
    evidence.error?.hresult === losesTls
      ? certain(says()['redirect-without-tls'](to), fix(fixes().repairRedirect), fix(fixes().askServerOwner))
      : undefined,
  ),
  ofRedirect('redirect-loop', ({ visited, evidence }) =>
    faultOf(evidence) === 'redirect-circle'
      ? certain(
          says()['redirect-loop'](visited.join(' → ')),
          fix(fixes().repairRedirect),
          fix(fixes().setAuthorization, { kind: 'editRequestHeaders' }),
        )
      : undefined,
  ),
  ofRedirect('redirect-too-many', ({ visited, evidence }) =>
    faultOf(evidence) === 'redirects-too-many'
      ? certain(
          says()['redirect-too-many'](visited.length - 1, visited.at(-1) ?? ''),
          fix(fixes().repairRedirect),
          fix(fixes().checkPath),
        )
      : undefined,
  ),
  ofRedirect('redirect-not-an-address', ({ location, evidence }) =>
    location !== undefined && faultOf(evidence) === 'redirect-no-address'
      ? certain(
          says()['redirect-not-an-address'](withoutQuery(location)),
          fix(fixes().repairRedirect),
          fix(fixes().checkPath),
        )
      : undefined,
  ),
  ofRedirect('redirect-failed', ({ evidence }) =>
    likely(says()['redirect-failed'](told(evidence)), fix(fixes().repairRedirect), fix(fixes().checkPath)),
  ),
];

interface OfRedirect {
  /** As the server wrote it. */
  readonly location: string | undefined;
  /** Where the last redirect leads, without the query. */
  readonly to: string;
  /** Every address so far, without queries. */
  readonly visited: readonly string[];
  readonly evidence: Evidence;
}

function ofRedirect(id: Rule['id'], explain: (redirect: OfRedirect) => Finding | undefined): Rule {
  return {
    id,
    explain: (evidence) => {
      const { error, attempt, server } = evidence;
      if (error?.code !== 'redirect-failed') return undefined;
      const location = headerOf(failedIn(evidence, 'upgrade')?.responseHead, 'location');
      const base = server.url.replace(/^ws/i, 'http');
      const target = location !== undefined && URL.canParse(location, base) ? new URL(location, base).href : '';
      return explain({
        location,
        to: shown(target),
        visited: [attempt.url, ...attempt.redirects].map(shown),
        evidence,
      });
    },
  };
}

/** Without user information and query. */
function shown(url: string): string {
  return withoutQuery(serverAddress(url).url);
}
