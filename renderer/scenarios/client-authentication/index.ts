import { lazy } from 'react';
import { words } from '../../model/words.ts';
import { PersonKey20Regular } from '../../ui/icons.ts';
import type { Scenario } from '../scenario.ts';

export const clientAuthentication: Scenario = {
  id: 'client-authentication',
  number: 3,
  title: () => words.scenarios.clientAuthentication.title,
  icon: PersonKey20Regular,
  component: lazy(async () => ({ default: (await import('./page.tsx')).ClientAuthenticationPage })),
  rules: {
    page: 'client-authentication',
    endpoint: 'clientAuthentication',
    verb: 'disconnect',
    counts: 'bytes',
    needsCertificate: true,
    request: ({ certificate, certificateFile, certificatePassword }) => ({
      socket: 'stream',
      messageType: 'binary',
      receiveMode: 'fullMessage',
      ignorableServerCertificateErrors: ['Untrusted', 'InvalidName'],
      clientCertificate:
        certificate === 'sample' || certificateFile === undefined
          ? { kind: 'sample' }
          : { kind: 'file', handle: certificateFile.handle, password: certificatePassword },
    }),
  },
};
