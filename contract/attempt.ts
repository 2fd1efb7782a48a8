import type { ErrorInfo } from './errors.ts';

/** The head of an answer that is longer, in bytes, is refused, as by Node's own parser; that of a request is recorded so far. */
export const headLimit = 16 * 1024;

/**
 * One call of `connectAsync`, from the first look-up to the open connection or the failure: what was tried, in order,
 * with the evidence. Plain data. Passwords, authorization headers and cookies in it are masked, and so are the values of
 * queries whose name says that they are credentials.
 */
export interface Attempt {
  /** The address as it was given. */
  readonly url: string;
  /** When it began, in milliseconds since 1970. All other times are milliseconds since then. */
  readonly startedAt: number;
  /** Null while it goes on. */
  readonly endMs: number | null;
  readonly outcome: 'running' | 'open' | 'failed' | 'canceled';
  /** Why it failed. */
  readonly error?: ErrorInfo;
  /** The addresses that redirects led to, in order. */
  readonly redirects: readonly string[];
  /** In the order in which they began. A phase comes again for every address, challenge and redirect. */
  readonly phases: readonly AttemptPhase[];
}

export type AttemptPhase = DnsPhase | PolicyPhase | TcpPhase | ProxyChoicePhase | ProxyPhase | TlsPhase | UpgradePhase;

/** What all phases have. */
export interface PhaseTimes {
  readonly startMs: number;
  /** Null while it goes on. */
  readonly endMs: number | null;
  /** `retried`: answered with a challenge, and begun again with credentials. `redirected`: led to another address. */
  readonly outcome: 'running' | 'done' | 'retried' | 'redirected' | 'failed' | 'canceled';
  readonly error?: ErrorInfo;
  /** 0, or after how many redirects. */
  readonly hop: number;
  /** Whether it is about the way to a proxy, not to the server. */
  readonly isToProxy: boolean;
}

/** A name becomes addresses. There is none for an IP literal. */
export interface DnsPhase extends PhaseTimes {
  readonly phase: 'dns';
  readonly name: string;
  readonly answers?: readonly string[];
}

/** Network isolation decides on an address, or on a name that a proxy resolves. */
export interface PolicyPhase extends PhaseTimes {
  readonly phase: 'policy';
  readonly address: string;
  readonly port: number;
  /** What `decide` answered, as it is. */
  readonly verdict?: { readonly kind: string };
}

/** A TCP connection to one address. */
export interface TcpPhase extends PhaseTimes {
  readonly phase: 'tcp';
  readonly address: string;
  readonly port: number;
  /** `address:port` of this side. */
  readonly localAddress?: string;
}

/** A proxy server as it is shown: `kind` is `direct`, `http`, `https` or `socks5`. */
export interface ProxyName {
  readonly kind: string;
  /** Empty for `direct`. */
  readonly host: string;
  readonly port: number;
}

/** Which proxies there are for the address. */
export interface ProxyChoicePhase extends PhaseTimes {
  readonly phase: 'proxy';
  readonly step: 'choose';
  readonly proxies?: readonly ProxyName[];
}

/** A proxy is asked for a way to the server. */
export interface ProxyPhase extends PhaseTimes {
  readonly phase: 'proxy';
  readonly step: 'connect';
  readonly proxy: ProxyName;
  /** `host:port` that it is to connect to. */
  readonly target: string;
  /** The request head of HTTP CONNECT. */
  readonly requestHead?: string;
  /** Whether it was longer than {@link headLimit}. */
  readonly isRequestHeadCut?: boolean;
  /** The HTTP status; the reply code of SOCKS5, 0 for success. */
  readonly status?: number;
  readonly responseHead?: string;
  /** The beginning of a refusal's body. */
  readonly body?: string;
  /** How SOCKS5 was logged in to. */
  readonly method?: 'none' | 'password';
}

/** A TLS session; then the judgement of the server's certificate. */
export interface TlsPhase extends PhaseTimes {
  readonly phase: 'tls';
  readonly step: 'handshake' | 'certificate';
  /** The name that was asked for; empty for an address. */
  readonly serverName?: string;
  /** Such as `TLSv1.3`. */
  readonly protocol?: string;
  readonly cipher?: string;
  /** What was agreed on by ALPN; empty for nothing. */
  readonly alpn?: string;
  /** The code of OpenSSL or of the system. */
  readonly code?: string;
  /** The number of the alert the peer sent (RFC 8446, section 6). */
  readonly alert?: number;
  /** What the server sent, its own first. */
  readonly certificates?: readonly CertificateSummary[];
  /** What is wrong with it, names of `ChainValidationResult`, ignored ones included. */
  readonly certificateErrors?: readonly string[];
}

export interface CertificateSummary {
  readonly subject: string;
  readonly issuer: string;
  /** As in the certificate, for instance `Nov 23 13:58:37 2026 GMT`. */
  readonly validFrom: string;
  readonly validTo: string;
  readonly fingerprint256: string;
  readonly subjectAltName: string;
}

/** One request for the upgrade, and its answer. */
export interface UpgradePhase extends PhaseTimes {
  readonly phase: 'upgrade';
  readonly url: string;
  /** Absent where nothing was sent, as the server spoke first. */
  readonly requestHead?: string;
  /** Whether it was longer than {@link headLimit}. */
  readonly isRequestHeadCut?: boolean;
  readonly status?: number;
  readonly responseHead?: string;
  /** The first 16 KiB of what came with an answer that is not 101, as text. */
  readonly body?: string;
  /** Whether there was more of it. */
  readonly isBodyCut?: boolean;
  readonly checks?: readonly HeaderCheck[];
}

/** One thing that an answer to the opening handshake has to say (RFC 6455, section 4.1). */
export interface HeaderCheck {
  /** A header, or `status`. */
  readonly header: string;
  readonly expected: string;
  /** Empty where the header is missing. */
  readonly got: string;
  readonly ok: boolean;
}
