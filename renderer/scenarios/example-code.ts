// The linter looks for a default export inside the examples; `?raw` makes it of their text.
/* oxlint-disable import/default */
import advancedControls from '../../docs/examples/advanced-controls.ts?raw';
import binaryDataStream from '../../docs/examples/binary-data-stream.ts?raw';
import clientAuthentication from '../../docs/examples/client-authentication.ts?raw';
import partialMessages from '../../docs/examples/partial-messages.ts?raw';
import utf8TextMessages from '../../docs/examples/utf8-text-messages.ts?raw';

/** What the Code tabs show: files that are compiled and tested with the app. */
export const exampleCode = {
  utf8TextMessages,
  binaryDataStream,
  clientAuthentication,
  partialMessages,
  advancedControls,
} as const;
