import { createHash, randomBytes } from 'node:crypto';
import type { Login } from './http-auth.ts';

interface Algorithm {
  /** Node's name of the hash. */
  readonly hash: string;
  readonly isSession: boolean;
  /** As in the answer. */
  readonly name: string;
  readonly strength: number;
}

const algorithms: readonly Algorithm[] = [
  ['MD5', 'md5', 2],
  ['SHA-256', 'sha256', 3],
  ['SHA-512-256', 'sha512-256', 4],
].flatMap(([name, hash, strength]) => [
  { name: String(name), hash: String(hash), strength: Number(strength), isSession: false },
  { name: `${name}-sess`, hash: String(hash), strength: Number(strength), isSession: true },
]);

type Parameters = ReadonlyMap<string, string>;

/** How good a Digest challenge is; 0 for one that cannot be answered. */
export function digestStrength(parameters: Parameters): number {
  if (!parameters.has('realm') || !parameters.has('nonce') || !isAuth(parameters)) return 0;
  return algorithmOf(parameters)?.strength ?? 0;
}

/**
 * The answer to a Digest challenge (RFC 7616, section 3.4).
 *
 * @param parameters of a challenge with a strength; text in them is Latin-1, byte by byte as it came
 * @param uri the request's target; `host:port` for CONNECT
 */
export function digestAnswer(
  parameters: Parameters,
  login: Login,
  method: string,
  uri: string,
  cnonce = randomBytes(16).toString('hex'),
): string {
  const algorithm = algorithmOf(parameters);
  if (algorithm === undefined) throw new Error('a Digest challenge without a strength');
  const realm = parameters.get('realm') ?? '';
  const nonce = parameters.get('nonce') ?? '';
  const hasQop = parameters.has('qop');
  // The server compares bytes: what came from it goes back as it came, the login as UTF-8.
  const wire = (text: string): Buffer => Buffer.from(text, 'latin1');
  const hash = (...parts: readonly Buffer[]): string => {
    const joined = parts.flatMap((part, index) => (index === 0 ? [part] : [wire(':'), part]));
    return createHash(algorithm.hash).update(Buffer.concat(joined)).digest('hex');
  };
  const secret = hash(Buffer.from(login.userName), wire(realm), Buffer.from(login.password));
  const key = algorithm.isSession ? hash(wire(secret), wire(nonce), wire(cnonce)) : secret;
  const request = hash(wire(method), wire(uri));
  // A nonce is used once: whoever reuses a connection is given another one.
  const count = '00000001';
  const response = hasQop
    ? hash(wire(key), wire(nonce), wire(count), wire(cnonce), wire('auth'), wire(request))
    : hash(wire(key), wire(nonce), wire(request));
  const isHashed = parameters.get('userhash')?.toLowerCase() === 'true';
  const userName = isHashed ? hash(Buffer.from(login.userName), wire(realm)) : login.userName;
  const opaque = parameters.get('opaque');
  return `Digest ${[
    nameParameter(userName),
    `realm=${quote(realm)}`,
    `nonce=${quote(nonce)}`,
    `uri=${quote(uri)}`,
    `response="${response}"`,
    ...(parameters.has('algorithm') ? [`algorithm=${algorithm.name}`] : []),
    ...(hasQop ? ['qop=auth', `nc=${count}`] : []),
    ...(hasQop || algorithm.isSession ? [`cnonce="${cnonce}"`] : []),
    ...(opaque === undefined ? [] : [`opaque=${quote(opaque)}`]),
    ...(isHashed ? ['userhash=true'] : []),
  ].join(', ')}`;
}

function algorithmOf(parameters: Parameters): Algorithm | undefined {
  const asked = (parameters.get('algorithm') ?? 'MD5').toLowerCase();
  return algorithms.find(({ name }) => name.toLowerCase() === asked);
}

/** `auth-int` alone would hash a body too, and there is none to hash. */
function isAuth(parameters: Parameters): boolean {
  const qop = parameters.get('qop');
  return qop === undefined || qop.split(',').some((option) => option.trim().toLowerCase() === 'auth');
}

function nameParameter(userName: string): string {
  if (/^[\x20-\x7e]*$/.test(userName)) return `username=${quote(userName)}`;
  // RFC 8187, section 3.2.1. Half a character would be no text, and goes out as it was hashed.
  const encoded = encodeURIComponent(Buffer.from(userName).toString()).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16)}`,
  );
  return `username*=UTF-8''${encoded}`;
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
