import { binaryDataStream } from './binary-data-stream/index.ts';
import { clientAuthentication } from './client-authentication/index.ts';
import { partialMessages } from './partial-messages/index.ts';
import type { Scenario } from './scenario.ts';
import { utf8TextMessages } from './utf8-text-messages/index.ts';

/** All pages, in the order of the rail. A page exists when it is listed here. */
export const scenarios: readonly Scenario[] = [
  utf8TextMessages,
  binaryDataStream,
  clientAuthentication,
  partialMessages,
];
