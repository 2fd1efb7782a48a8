import { protocol, type Session } from 'electron';
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

/** Declares `app:` as a scheme with an origin. To be called before the app is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, codeCache: true } }]);
}

/**
 * Serves the built page, and nothing outside its folder, under `app://duplex/`.
 *
 * @param root absolute path of the built page
 * @param served called when a page was given one of its files
 */
export function serveAppScheme(session: Session, root: string, served: (path: string) => void): void {
  session.protocol.handle(scheme, async (request) => {
    const url = new URL(request.url);
    const path = fileFor(root, url);
    if (request.method !== 'GET' || path === undefined) return new Response('not found', { status: 404 });
    try {
      const content = await readFile(path);
      served(path);
      return new Response(content, { headers: headersFor(path) });
    } catch {
      // Not there, or not a file: the page asked for something that was not built.
      return new Response('not found', { status: 404 });
    }
  });
}

function headersFor(path: string): Record<string, string> {
  return {
    'Content-Type': contentTypeOf(path) ?? 'application/octet-stream',
    'Content-Security-Policy': contentSecurityPolicy,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}
