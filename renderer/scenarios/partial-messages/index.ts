import { lazy } from 'react';
import { words } from '../../model/words.ts';
import { PuzzlePiece20Regular } from '../../ui/icons.ts';
import type { Scenario } from '../scenario.ts';

export const partialMessages: Scenario = {
  id: 'partial-messages',
  number: 4,
  title: () => words.scenarios.partialMessages.title,
  icon: PuzzlePiece20Regular,
  component: lazy(async () => ({ default: (await import('./page.tsx')).PartialMessagesPage })),
  rules: {
    page: 'partial-messages',
    endpoint: 'partialMessages',
    verb: 'disconnect',
    counts: 'messages',
    request: () => ({
      socket: 'message',
      messageType: 'utf8',
      receiveMode: 'partialMessage',
      // As the sample does on this page. They mean nothing without TLS.
      ignorableServerCertificateErrors: ['Untrusted', 'InvalidName'],
    }),
  },
};
