import { words } from '../../model/words.ts';
import { PuzzlePiece20Regular } from '../../ui/icons.ts';
import type { Scenario } from '../scenario.ts';
import { PartialMessagesPage } from './page.tsx';

export const partialMessages: Scenario = {
  id: 'partial-messages',
  number: 4,
  title: () => words.scenarios.partialMessages.title,
  icon: PuzzlePiece20Regular,
  component: PartialMessagesPage,
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
