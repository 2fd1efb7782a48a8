import { clientAuthentication } from './client-authentication.ts';
import { close } from './close.ts';
import { echo } from './echo.ts';
import type { Endpoint } from './endpoint.ts';
import { flood } from './flood.ts';
import { partialMessages } from './partial-messages.ts';
import { sink } from './sink.ts';
import { stream } from './stream.ts';

/** Every endpoint, in the order of the page that lists them. Each is served with and without TLS. */
export const allEndpoints: readonly Endpoint[] = [
  echo,
  partialMessages,
  clientAuthentication,
  stream,
  sink,
  flood,
  close,
];

/** @param path of a request, without its query */
export function findEndpoint(path: string): Endpoint | undefined {
  const wanted = path.toLowerCase();
  return allEndpoints.find((endpoint) => endpoint.paths.some((known) => known.toLowerCase() === wanted));
}
