import { protocol, type ProtocolRequest, type ProtocolResponse, type Session } from 'electron';
import { readFile } from 'node:fs/promises';
import { contentTypeOf, fileFor, scheme } from './page-files.ts';

/**
 * What the page may do: its own scripts, styles, images and fonts, and no network at all. Fluent's styles are made at
 * run time, hence inline styles; there is no inline script and no eval. Images in messages are shown from `blob:`, which
 * only the page itself can make.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const notFound: ProtocolResponse = { statusCode: 404, mimeType: 'text/plain', data: Buffer.from('not found') };

/** Declares `app:` as a scheme with an origin. To be called before the app is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, codeCache: true } }]);
}

/**
 * Serves the built page, and nothing outside its folder, under `app://duplex/`.
 *
 * @param root absolute path of the built page
 */
export function serveAppScheme(session: Session, root: string): void {
  // What is to be used in its place reads in half of what the page waits for before it has read anything: requests and
  // responses of the web, which nobody else here needs (docs/decisions/0009-boot.md).
  session.protocol.registerBufferProtocol(scheme, (request, answer) => void contentFor(root, request).then(answer));
}

async function contentFor(root: string, { method, url }: ProtocolRequest): Promise<ProtocolResponse> {
  const path = method === 'GET' ? fileFor(root, new URL(url)) : undefined;
  if (path === undefined) return notFound;
  try {
    return { data: await readFile(path), headers: headersFor(path) };
  } catch {
    // Not there, or not a file: the page asked for something that was not built.
    return notFound;
  }
}

/** No `Cross-Origin-Opener-Policy`: nothing opens a window here, and for it the page would wait for a second process. */
function headersFor(path: string): Record<string, string> {
  return {
    'Content-Type': contentTypeOf(path) ?? 'application/octet-stream',
    'Content-Security-Policy': contentSecurityPolicy,
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}
