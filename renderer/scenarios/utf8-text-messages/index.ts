import { sampleIssuer } from '../../../contract/sessions.ts';
import { words } from '../../model/words.ts';
import { Chat20Regular } from '../../ui/icons.ts';
import type { Scenario } from '../scenario.ts';
import { Utf8TextMessagesPage } from './page.tsx';

export const utf8TextMessages: Scenario = {
  id: 'utf8-text-messages',
  number: 1,
  title: () => words.scenarios.utf8TextMessages.title,
  icon: Chat20Regular,
  component: Utf8TextMessagesPage,
  rules: {
    page: 'utf8-text-messages',
    endpoint: 'echo',
    verb: 'disconnect',
    counts: 'messages',
    request: ({ validatesCertificate }) => ({
      socket: 'message',
      messageType: 'utf8',
      receiveMode: 'fullMessage',
      ignorableServerCertificateErrors: validatesCertificate ? ['Untrusted', 'InvalidName'] : [],
      ...(validatesCertificate && { requiredIssuer: sampleIssuer }),
    }),
  },
};
