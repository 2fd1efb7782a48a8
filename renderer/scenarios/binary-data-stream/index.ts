import { lazy } from 'react';
import { sampleIssuer } from '../../../contract/sessions.ts';
import { words } from '../../model/words.ts';
import { Stream20Regular } from '../../ui/icons.ts';
import type { Scenario } from '../scenario.ts';

export const binaryDataStream: Scenario = {
  id: 'binary-data-stream',
  number: 2,
  title: () => words.scenarios.binaryDataStream.title,
  icon: Stream20Regular,
  component: lazy(async () => ({ default: (await import('./page.tsx')).BinaryDataStreamPage })),
  rules: {
    page: 'binary-data-stream',
    endpoint: 'echo',
    verb: 'stop',
    counts: 'bytes',
    request: ({ validatesCertificate, firstFile }) => ({
      socket: 'stream',
      messageType: 'binary',
      receiveMode: 'fullMessage',
      ignorableServerCertificateErrors: validatesCertificate ? ['Untrusted', 'InvalidName'] : [],
      ...(validatesCertificate && { requiredIssuer: sampleIssuer }),
      ...(firstFile !== undefined && { receiveInto: firstFile.handle }),
    }),
    // The Windows sample's bytes and pace.
    repeats: { bytes: Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), intervalMs: 1000 },
  },
};
