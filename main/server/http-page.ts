import type { IncomingMessage, ServerResponse } from 'node:http';
import { allEndpoints, findEndpoint } from './endpoints/all.ts';

/** Answers requests that are no opening handshake: a page of text at `/`, 426 at an endpoint, 404 elsewhere. */
export function answerHttp(request: IncomingMessage, response: ServerResponse): void {
  const path = pathOf(request);
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  // One answer per connection: nothing here is worth keeping one open for.
  response.setHeader('Connection', 'close');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end('GET only.\n');
  } else if (findEndpoint(path) !== undefined) {
    response.writeHead(426, { Upgrade: 'websocket' }).end('This address speaks WebSocket only.\n');
  } else if (path === '/') {
    response.writeHead(200).end(listing());
  } else {
    response.writeHead(404).end(`There is nothing here.\n\n${listing()}`);
  }
}

/** The path of a request, without its query; empty for a target that is no path (`*`, or an absolute URL). */
export function pathOf(request: IncomingMessage): string {
  return targetOf(request)?.pathname ?? '';
}

/** The target of a request as a URL; the host is a placeholder. */
export function targetOf(request: IncomingMessage): URL | undefined {
  const target = request.url ?? '';
  const base = 'http://localhost';
  return target.startsWith('/') && URL.canParse(base + target) ? new URL(base + target) : undefined;
}

function listing(): string {
  const lines = allEndpoints.map(({ paths, summary }) => `${paths.join('\n')}\n    ${summary}\n`);
  return `The sample server of Duplex. WebSocket endpoints:\n\n${lines.join('\n')}`;
}
