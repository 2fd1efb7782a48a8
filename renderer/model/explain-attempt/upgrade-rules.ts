import { fixes, says } from './saying.ts';
import { headLimit, type HeaderCheck } from '../../../contract/attempt.ts';
import type { Fault } from '../../../contract/errors.ts';
import { causeOf, durationMs, failedIn, faultOf, isTimeout, receivedOf, type Evidence } from './evidence.ts';
import type { Finding, Fix } from './explanation.ts';
import { headerOf } from './http.ts';
import { otherProtocol } from './other-protocols.ts';
import { certain, fix, likely, type Rule } from './rule.ts';
import { serverPlace, useWss } from './server.ts';
import { quotable, seconds } from './text.ts';
import { told } from './told.ts';

const repairAccept = () => fix(fixes().repairAccept);

/** No answer, or one that is not HTTP, or a 101 that is not right (RFC 6455, section 4.1). */
export const upgradeRules: readonly Rule[] = [
  inUpgrade('upgrade-slow-answer', ({ evidence, where, received, durationText }) =>
    isTimeout(evidence) && !isLost(evidence) && received !== ''
      ? certain(
          says()['upgrade-slow-answer'](
            where,
            durationText,
            quotable(received.split('\r\n')[0] ?? ''),
            received.length,
          ),
          fix(fixes().readServerLog),
          fix(fixes().tryAgain, { kind: 'tryAgain' }),
        )
      : undefined,
  ),
  inUpgrade('upgrade-no-answer', ({ evidence, where, durationText }) =>
    isTimeout(evidence) && !isLost(evidence)
      ? likely(
          says()['upgrade-no-answer'](where, durationText),
          ...(evidence.server.isSecure ? [] : [useWss(evidence)]),
          fix(fixes().checkProtocol),
          fix(fixes().readServerLog),
        )
      : undefined,
  ),
  inUpgrade('upgrade-reset', ({ evidence, where }) =>
    isLost(evidence) && ['ECONNRESET', 'EPIPE', 'ECONNABORTED'].includes(causeOf(evidence))
      ? likely(
          says()['upgrade-reset'](where, causeOf(evidence), evidence.server.isSecure),
          ...endingFixes(evidence),
          fix(fixes().readServerLog),
        )
      : undefined,
  ),
  inUpgrade('upgrade-closed', ({ evidence, where }) =>
    isLost(evidence) && causeOf(evidence) === ''
      ? likely(
          says()['upgrade-closed'](where, evidence.server.isSecure),
          ...endingFixes(evidence),
          fix(fixes().readServerLog),
        )
      : undefined,
  ),
  inUpgrade('upgrade-lost', ({ evidence, where }) =>
    isLost(evidence)
      ? likely(
          says()['upgrade-lost'](where, told(evidence)),
          fix(fixes().tryAgain, { kind: 'tryAgain' }),
          fix(fixes().checkNetwork),
        )
      : undefined,
  ),
  // Content types of TLS records: 21 is an alert, 22 a handshake.
  inUpgrade('upgrade-tls-server', ({ evidence, where, begin }) =>
    begin.startsWith('\u0015\u0003') || begin.startsWith('\u0016\u0003')
      ? certain(says()['upgrade-tls-server'](where), useWss(evidence))
      : undefined,
  ),
  // A SETTINGS frame: a length of three bytes, type 4, stream 0 (RFC 9113, section 6.5).
  inUpgrade('upgrade-http2-server', ({ where, begin }) =>
    begin.startsWith('\0\0') && begin.startsWith('\u0004\0\0\0\0\0', 3)
      ? certain(says()['upgrade-http2-server'](where), fix(fixes().checkAlpn), fix(fixes().checkAddress))
      : undefined,
  ),
  inUpgrade('upgrade-other-protocol', ({ where, begin }) => {
    const protocol = otherProtocol(begin);
    if (protocol === undefined) return undefined;
    return certain(
      says()['upgrade-other-protocol'](where, protocol, `“${quotable(begin)}”`),
      fix(fixes().checkProtocol),
    );
  }),
  inUpgrade('upgrade-spoke-first', ({ fault, where, begin }) =>
    fault === 'spoke-first'
      ? certain(says()['upgrade-spoke-first'](where, `“${quotable(begin)}”`), fix(fixes().checkProtocol))
      : undefined,
  ),
  inUpgrade('upgrade-not-http', ({ where, begin }) =>
    begin.trim() === ''
      ? undefined
      : certain(
          says()['upgrade-not-http'](where, `“${quotable(begin)}”`),
          fix(fixes().checkProtocol),
          fix(fixes().checkPath),
        ),
  ),
  inUpgrade('upgrade-head-too-long', ({ fault, where }) =>
    fault === 'head-too-long'
      ? certain(
          says()['upgrade-head-too-long'](where, headLimit),
          fix(fixes().readServerLog),
          fix(fixes().askServerOwner),
        )
      : undefined,
  ),
  inUpgrade('upgrade-malformed-header', ({ fault, evidence, where }) =>
    fault === 'malformed-header'
      ? certain(
          says()['upgrade-malformed-header'](where, `“${quotable(receivedOf(evidence))}”`),
          fix(fixes().readServerLog),
          fix(fixes().askServerOwner),
        )
      : undefined,
  ),
  inUpgrade('upgrade-interim-answers', ({ fault, where }) =>
    fault === 'interim-answers'
      ? certain(says()['upgrade-interim-answers'](where), fix(fixes().askServerOwner), fix(fixes().checkProtocol))
      : undefined,
  ),
  wrongHeader('upgrade-no-upgrade-header', 'Upgrade', ({ got }) =>
    certain(
      says()['upgrade-no-upgrade-header'](quotable(got)),
      ...(got === '' ? [fix(fixes().passUpgrade)] : []),
      repairAccept(),
    ),
  ),
  wrongHeader('upgrade-no-connection-header', 'Connection', ({ got }) =>
    certain(says()['upgrade-no-connection-header'](quotable(got)), fix(fixes().passUpgrade), repairAccept()),
  ),
  wrongHeader('upgrade-accept-missing', 'Sec-WebSocket-Accept', ({ got }) =>
    got === '' ? certain(says()['upgrade-accept-missing'](), repairAccept(), fix(fixes().passUpgrade)) : undefined,
  ),
  wrongHeader('upgrade-accept-wrong', 'Sec-WebSocket-Accept', ({ got, expected }) =>
    certain(
      says()['upgrade-accept-wrong'](quotable(got), quotable(expected)),
      repairAccept(),
      fix(fixes().passUpgrade),
    ),
  ),
  wrongHeader('upgrade-extension-not-offered', 'Sec-WebSocket-Extensions', ({ got, requestHead }) =>
    headerOf(requestHead, 'sec-websocket-extensions') === undefined
      ? certain(says()['upgrade-extension-not-offered'](quotable(got)), repairAccept())
      : undefined,
  ),
  wrongHeader('upgrade-extension-parameters', 'Sec-WebSocket-Extensions', ({ got }) =>
    certain(
      says()['upgrade-extension-parameters'](quotable(got)),
      fix(fixes().turnCompressionOff, { kind: 'turnCompressionOff' }),
      repairAccept(),
    ),
  ),
  wrongHeader('upgrade-subprotocol-twice', 'Sec-WebSocket-Protocol', ({ got }) =>
    got.includes(',')
      ? certain(
          says()['upgrade-subprotocol-twice'](quotable(got)),
          fix(fixes().removeSubprotocols, { kind: 'removeSubprotocols' }),
          repairAccept(),
        )
      : undefined,
  ),
  wrongHeader('upgrade-subprotocol-not-asked-for', 'Sec-WebSocket-Protocol', ({ got, requestHead }) =>
    headerOf(requestHead, 'sec-websocket-protocol') === undefined
      ? certain(
          says()['upgrade-subprotocol-not-asked-for'](quotable(got)),
          fix(fixes().offerSubprotocol(quotable(got)), { kind: 'setSubprotocol', name: got }),
          repairAccept(),
        )
      : undefined,
  ),
  wrongHeader('upgrade-subprotocol-not-offered', 'Sec-WebSocket-Protocol', ({ got, requestHead }) =>
    certain(
      says()['upgrade-subprotocol-not-offered'](
        quotable(got),
        quotable(headerOf(requestHead, 'sec-websocket-protocol') ?? ''),
      ),
      fix(fixes().offerSubprotocol(quotable(got)), { kind: 'setSubprotocol', name: got }),
      fix(fixes().removeSubprotocols, { kind: 'removeSubprotocols' }),
      repairAccept(),
    ),
  ),
];

/** An answer that no rule knows better. */
export const upgradeFallbackRules: readonly Rule[] = [
  {
    id: 'upgrade-invalid',
    explain: (evidence) =>
      evidence.error?.code === 'handshake-failed'
        ? likely(says()['upgrade-invalid'](told(evidence)), fix(fixes().checkProtocol), fix(fixes().askServerOwner))
        : undefined,
  },
];

interface InUpgrade {
  readonly where: string;
  /** What came of the head, where it is not whole. */
  readonly received: string;
  readonly fault: Fault | undefined;
  /** How the answer begins, where it is not HTTP or came too early. */
  readonly begin: string;
  readonly durationText: string;
  readonly evidence: Evidence;
}

function inUpgrade(id: Rule['id'], explain: (upgrade: InUpgrade) => Finding | undefined): Rule {
  return {
    id,
    explain: (evidence) => {
      const phase = failedIn(evidence, 'upgrade');
      if (phase === undefined) return undefined;
      const fault = faultOf(evidence);
      return explain({
        fault,
        where: serverPlace(evidence),
        received: phase.status === undefined ? (phase.responseHead ?? '') : '',
        begin: fault === 'not-http' || fault === 'spoke-first' ? receivedOf(evidence) : '',
        durationText: seconds(durationMs(phase)),
        evidence,
      });
    },
  };
}

/** A rule over a header of a 101 that is not as it should be. */
function wrongHeader(
  id: Rule['id'],
  header: string,
  explain: (check: HeaderCheck & { readonly requestHead: string }) => Finding | undefined,
): Rule {
  return {
    id,
    explain: (evidence) => {
      const phase = failedIn(evidence, 'upgrade');
      if (phase?.status !== 101) return undefined;
      const check = phase.checks?.find((one) => one.header === header && !one.ok);
      return check && explain({ ...check, requestHead: phase.requestHead ?? '' });
    },
  };
}

function isLost({ error }: Evidence): boolean {
  return error?.code === 'connection-lost';
}

/** A server that ends a plain connection may want TLS; after TLS 1.3 it may be the client certificate. */
function endingFixes(evidence: Evidence): readonly Fix[] {
  return evidence.server.isSecure
    ? [fix(fixes().setClientCertificate, { kind: 'setClientCertificate' }), fix(fixes().checkPath)]
    : [useWss(evidence), fix(fixes().checkPath)];
}
