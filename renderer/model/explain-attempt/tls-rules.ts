import type { TlsPhase, UpgradePhase } from '../../../contract/attempt.ts';
import { tlsAlertNumber } from '../tls-alerts.ts';
import { words } from '../words.ts';
import { fixes, says } from './saying.ts';
import { causeOf, durationMs, faultOf, isTimeout, messageOf, receivedOf, type Evidence } from './evidence.ts';
import { otherProtocol } from './other-protocols.ts';
import type { Finding } from './explanation.ts';
import { certain, fix, likely, type Rule } from './rule.ts';
import { serverPlace, useWs } from './server.ts';
import { quotable, seconds } from './text.ts';
import { told } from './told.ts';

const clientCertificate = () => fix(fixes().setClientCertificate, { kind: 'setClientCertificate' });
const otherClientCertificate = () => fix(fixes().otherClientCertificate, { kind: 'setClientCertificate' });

/** WININET_E_CLIENT_AUTH_CERT_NEEDED */
const certificateNeeded = 0x80072f0c;

/** No TLS session. A server's last word about a client certificate comes after it, in TLS 1.3: in a later phase. */
export const tlsRules: readonly Rule[] = [
  viaTls('tls-client-certificate-wanted', ({ alert, where, evidence: { error } }) =>
    alert === 116 || error?.hresult === certificateNeeded
      ? certain(says()['tls-client-certificate-wanted'](where), clientCertificate())
      : undefined,
  ),
  viaTls('tls-client-certificate-expired', ({ alert, alertText }) =>
    alert === 45
      ? certain(
          says()['tls-client-certificate-expired'](alertText),
          fix(fixes().renewClientCertificate),
          otherClientCertificate(),
        )
      : undefined,
  ),
  viaTls('tls-client-certificate-unknown-authority', ({ alert, alertText }) =>
    alert === 48
      ? certain(
          says()['tls-client-certificate-unknown-authority'](alertText),
          otherClientCertificate(),
          fix(fixes().trustClientAuthority),
        )
      : undefined,
  ),
  viaTls('tls-client-certificate-refused', ({ alert, alertText }) =>
    [42, 43, 44, 46, 49, 51].includes(alert ?? 0)
      ? likely(
          says()['tls-client-certificate-refused'](alertText),
          otherClientCertificate(),
          fix(fixes().readServerLog),
        )
      : undefined,
  ),
  viaTls('tls-version', ({ alert, alertText, code, where }) =>
    alert === 70 || /UNSUPPORTED_PROTOCOL|NO_PROTOCOLS_AVAILABLE|INAPPROPRIATE_FALLBACK/.test(code)
      ? certain(says()['tls-version'](where, alertText || code), fix(fixes().updateServerTls))
      : undefined,
  ),
  viaTls('tls-name-unknown', ({ alert, phase, evidence: { server } }) => {
    if (alert !== 112) return undefined;
    const name = 'serverName' in phase && phase.serverName ? phase.serverName : server.host;
    return certain(says()['tls-name-unknown'](quotable(name)), fix(fixes().useServerName), fix(fixes().checkSpelling));
  }),
  viaTls('tls-no-http', ({ alert, where }) =>
    alert === 120
      ? certain(says()['tls-no-http'](where), fix(fixes().checkAlpn), fix(fixes().checkAddress))
      : undefined,
  ),
  viaTls('tls-nothing-in-common', ({ alert, alertText, where }) =>
    alert === 40 || alert === 71
      ? likely(
          says()['tls-nothing-in-common'](where, alertText),
          fix(fixes().updateServerTls),
          fix(fixes().useServerName),
          clientCertificate(),
        )
      : undefined,
  ),
  viaTls('tls-alert', ({ alert, alertText, where }) =>
    alert === undefined || alert === 0
      ? undefined
      : likely(says()['tls-alert'](where, alertText), fix(fixes().readServerLog), fix(fixes().updateServerTls)),
  ),
  viaTls('tls-weak', ({ code, where }) =>
    /KEY_TOO_SMALL|TOO_WEAK|DH_PARAM_SIZE/.test(code)
      ? certain(says()['tls-weak'](where, code), fix(fixes().replaceCertificate), fix(fixes().updateServerTls))
      : undefined,
  ),
  viaTls('tls-other-protocol', ({ where, isHandshake, evidence }) => {
    const received = receivedOf(evidence);
    const protocol = otherProtocol(received);
    if (!isHandshake || faultOf(evidence) !== 'not-tls' || protocol === undefined) return undefined;
    return certain(
      says()['tls-other-protocol'](where, protocol, `“${quotable(received)}”`),
      fix(fixes().checkProtocol),
      fix(fixes().checkTlsPort),
    );
  }),
  viaTls('tls-plain-server', ({ where, isHandshake, evidence }) =>
    isHandshake && faultOf(evidence) === 'not-tls'
      ? certain(
          says()['tls-plain-server'](where, quotable(receivedOf(evidence))),
          useWs(evidence),
          fix(fixes().checkTlsPort),
        )
      : undefined,
  ),
  viaTls('tls-no-answer', ({ isHandshake, phase, where, evidence }) =>
    isHandshake && isTimeout(evidence)
      ? likely(
          says()['tls-no-answer'](where, seconds(durationMs(phase))),
          useWs(evidence),
          fix(fixes().checkTlsPort),
          fix(fixes().checkFirewall),
        )
      : undefined,
  ),
  viaTls('tls-reset', ({ isHandshake, code, where, evidence }) =>
    isHandshake && (code === 'ECONNRESET' || code === 'EPIPE') && !isClosed(evidence)
      ? likely(
          says()['tls-reset'](where, code),
          fix(fixes().checkTlsPort),
          useWs(evidence),
          fix(fixes().useServerName),
          fix(fixes().checkFirewall),
        )
      : undefined,
  ),
  viaTls('tls-closed', ({ isHandshake, where, evidence }) =>
    isHandshake && isClosed(evidence)
      ? likely(says()['tls-closed'](where), fix(fixes().checkTlsPort), useWs(evidence), fix(fixes().useServerName))
      : undefined,
  ),
  viaTls('tls-failed', ({ where, evidence }) =>
    likely(says()['tls-failed'](where, told(evidence)), fix(fixes().checkTlsPort), fix(fixes().updateServerTls)),
  ),
];

interface ViaTls {
  readonly phase: TlsPhase | UpgradePhase;
  readonly where: string;
  /** The code of OpenSSL or of the system. */
  readonly code: string;
  readonly alert: number | undefined;
  /** `unknown_ca (48)` */
  readonly alertText: string;
  /** Whether there was no TLS session yet. */
  readonly isHandshake: boolean;
  readonly evidence: Evidence;
}

function viaTls(id: Rule['id'], explain: (via: ViaTls) => Finding | undefined): Rule {
  return {
    id,
    explain: (evidence) => {
      const phase = evidence.failed;
      const isHandshake = phase?.phase === 'tls' && phase.step === 'handshake' && !phase.isToProxy;
      const isLater = phase?.phase === 'upgrade' || (phase?.phase === 'tls' && phase.step === 'certificate');
      const isAfter = isLater && evidence.error?.code === 'tls-failed';
      if (!isHandshake && !isAfter) return undefined;
      const code = quotable(('code' in phase ? phase.code : undefined) ?? causeOf(evidence));
      const alert = ('alert' in phase ? phase.alert : undefined) ?? alertNamed(`${code} ${messageOf(evidence)}`);
      const alertText = alert === undefined ? '' : words.attempts.tlsAlert(alert);
      return explain({ phase, where: serverPlace(evidence), code, alert, alertText, isHandshake, evidence });
    },
  };
}

/** An alert by the name that OpenSSL or BoringSSL has for it: `ERR_SSL_TLSV1_ALERT_UNKNOWN_CA`. */
function alertNamed(text: string): number | undefined {
  const number = /alert number (\d+)/i.exec(text)?.[1];
  if (number !== undefined) return Number(number);
  const name = /(?:TLSV1|TLSV13|SSLV3)_(?:ALERT_)?([A-Z_]+)/.exec(text)?.[1]?.toLowerCase();
  return name === undefined ? undefined : tlsAlertNumber(name);
}

function isClosed(evidence: Evidence): boolean {
  return faultOf(evidence) === 'closed';
}
