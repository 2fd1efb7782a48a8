import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import type { CertificateDescription, CertificateProblem } from '../../contract/certificates.ts';
import type { ChainValidationResultName } from '../../contract/errors.ts';
import type { Encryption } from '../../contract/secure-connections.ts';
import { Certificate } from './certificate.ts';
import { ChainCertificate } from './chain-certificate.ts';
import { describe } from './describe.ts';
import { nameProblems } from './host-name.ts';
import { comparisonBudget } from './name-constraints.ts';
import { unexplained } from './openssl-verdict.ts';
import { buildPaths, type CertificatePath } from './path-building.ts';
import { pathProblems } from './path-problems.ts';
import { ignorableErrors, severityOf, type SslErrorSeverity } from './problem.ts';
import { revocationProblems } from './revocation.ts';
import type { CompiledTrust } from './server-trust.ts';

/** What is known of a server's certificate, and everything found wrong with it. */
export interface ServerEvaluation {
  readonly certificate: Certificate;
  /** What the server sent besides its own certificate, as it sent it. */
  readonly intermediates: readonly Certificate[];
  /** What was judged: the server's own certificate, then each one's issuer, as far as it is known. */
  readonly chain: readonly CertificateDescription[];
  /** What was sent and has no place in the chain. */
  readonly unused: readonly CertificateDescription[];
  readonly problems: readonly CertificateProblem[];
  /** The results of the problems, each once. */
  readonly errors: readonly ChainValidationResultName[];
  readonly severity: SslErrorSeverity;
  /** What TLS has agreed on; absent where a chain is judged without a connection. */
  readonly encryption?: Encryption;
}

export interface EvaluationOptions {
  /** The name or IP literal that was asked for. */
  readonly host: string;
  readonly trust: CompiledTrust;
  /** What the server has stapled. */
  readonly ocspResponse: Buffer | undefined;
}

export interface ChainEvaluationOptions extends EvaluationOptions {
  /** What OpenSSL has against the chain; nothing where it accepts it. */
  readonly openSslCode: string | undefined;
  /** In milliseconds since the epoch. */
  readonly now: number;
}

/** Real servers send two to five. OpenSSL takes 100 KB of them, which can be hundreds. */
const sentLimit = 40;

/**
 * Judges the certificate of a connected server. To be called once for a socket: Node hands out what the server sent
 * and does not keep it.
 *
 * @param socket after `secureConnect`, connected with `rejectUnauthorized: false` and the authorities of `trust`
 */
export function evaluateServer(socket: TLSSocket, options: EvaluationOptions): ServerEvaluation {
  const sent: X509Certificate[] = [];
  for (let at = socket.getPeerX509Certificate(); at !== undefined; at = at.issuerCertificate) sent.push(at);
  // `authorizationError` is typed as an Error, and is the OpenSSL code as a string.
  const openSslCode = socket.authorized ? undefined : String(socket.authorizationError);
  return {
    ...evaluateChain(sent, { ...options, openSslCode, now: Date.now() }),
    encryption: { protocol: socket.getProtocol() ?? '', cipher: socket.getCipher().standardName },
  };
}

/**
 * Finds everything that is wrong with a chain: of all paths to a trusted authority the best one is judged. OpenSSL
 * stops at one problem where Windows lists them all, so its verdict is only the safety net.
 *
 * @param sent what the server sent, its own certificate first
 */
export function evaluateChain(sent: readonly X509Certificate[], options: ChainEvaluationOptions): ServerEvaluation {
  const [leaf, ...others] = sent.slice(0, sentLimit).map((x509) => new ChainCertificate(x509, 'sent'));
  if (leaf === undefined) throw new Error('a TLS session without a server certificate');
  const { trust, now, ocspResponse, host } = options;
  const besides = [...surplusProblems(sent), ...nameProblems(leaf, host)];
  const revocation = { demand: trust.demand, lists: trust.lists, ocspResponse, now };
  const budget = comparisonBudget();
  const judged = buildPaths(leaf, [...others, ...trust.given], trust.anchors).map((path) => {
    const inPath = [...pathProblems(path, now, budget), ...revocationProblems(path.certificates, revocation)];
    const found = [...inPath, ...besides];
    return { path, problems: [...found, ...unexplained(options.openSslCode, found)] };
  });
  const { path, problems } = best(judged, leaf);
  const errors = [...new Set(problems.map(({ result }) => result))];
  return {
    certificate: new Certificate(leaf.x509),
    intermediates: others.map(({ x509 }) => new Certificate(x509)),
    chain: path.certificates.map(describe),
    unused: others
      .filter(({ raw }) => !path.certificates.some((certificate) => certificate.raw.equals(raw)))
      .map(describe),
    problems,
    errors,
    severity: severityOf(errors),
  };
}

interface JudgedPath {
  readonly path: CertificatePath;
  readonly problems: readonly CertificateProblem[];
}

/** The path with the least against it. One that OpenSSL did not see has OpenSSL's verdict against it, which is fatal. */
function best(judged: readonly JudgedPath[], leaf: ChainCertificate): JudgedPath {
  const [first, ...others] = judged.map((one) => ({ ...one, weight: weightOf(one.problems) }));
  // The search begins with a path of the certificate alone, and gives it where it cannot go on; this is for the types.
  if (first === undefined) throw new Error(`no path from "${leaf.subjectText}"`);
  return others.reduce((least, one) => (one.weight < least.weight ? one : least), first);
}

function weightOf(problems: readonly CertificateProblem[]): number {
  const fatal = problems.filter(({ result }) => !ignorableErrors.has(result)).length;
  return fatal * 1000 + problems.length;
}

function surplusProblems(sent: readonly X509Certificate[]): CertificateProblem[] {
  if (sent.length <= sentLimit) return [];
  const detail = `its server sent ${sent.length} certificates, more than ${sentLimit}`;
  return [{ result: 'OtherErrors', certificateIndex: 0, detail }];
}
