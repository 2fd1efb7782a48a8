import { extname, join, normalize, sep } from 'node:path';

/** The page's own scheme; the web's are closed to it. */
export const scheme = 'app';
const host = 'duplex';

/** Origin of the page, and of everything it may load. */
const pageOrigin = `${scheme}://${host}`;
export const pageUrl = `${pageOrigin}/index.html`;

/** Whether an address is of our own origin. Not by `URL.origin`, which Node knows for the web's own schemes only. */
export function isPageUrl(url: string): boolean {
  return url.startsWith(`${pageOrigin}/`);
}

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The content type of a file of the page; undefined for a type the page has none of. */
export function contentTypeOf(path: string): string | undefined {
  return contentTypes[extname(path)];
}

/** The file a URL names, or undefined for what is outside the folder or of an unknown type. */
export function fileFor(root: string, url: URL): string | undefined {
  if (url.host !== host) return undefined;
  let name: string;
  try {
    name = decodeURIComponent(url.pathname);
  } catch {
    // Not valid percent-encoding, so no name of ours.
    return undefined;
  }
  if (name.includes('\0') || contentTypeOf(name) === undefined) return undefined;
  const path = normalize(join(root, name));
  return path.startsWith(root + sep) ? path : undefined;
}
