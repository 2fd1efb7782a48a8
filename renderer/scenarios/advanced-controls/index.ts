import { lazy } from 'react';
import { controlsPage } from '../../model/control-link.ts';
import { controlProblems, controlRequest } from '../../model/control-drafts.ts';
import type { Drafts } from '../../model/scenario-rules.ts';
import { words } from '../../model/words.ts';
import { Options20Regular } from '../../ui/icons.ts';
import type { Scenario } from '../scenario.ts';

export const advancedControls: Scenario = {
  id: controlsPage,
  number: 8,
  title: () => words.controls.title,
  icon: Options20Regular,
  group: 'explore',
  component: lazy(async () => ({ default: (await import('./page.tsx')).AdvancedControlsPage })),
  rules: {
    page: controlsPage,
    endpoint: 'echo',
    verb: 'disconnect',
    counts: ({ controls }) => (controls.socket === 'stream' ? 'bytes' : 'messages'),
    check: ({ controls, certificateFile }) => {
      const [problem] = controlProblems(controls);
      if (problem !== undefined) return { field: 'control', problem };
      return controls.clientCertificate === 'file' && certificateFile === undefined
        ? { field: 'certificate', problem: { kind: 'noFile' } }
        : undefined;
    },
    request: (drafts) => {
      const clientCertificate = certificateOf(drafts);
      return { ...controlRequest(drafts.controls), ...(clientCertificate && { clientCertificate }) };
    },
    payload: ({ controls, text }) =>
      controls.socket === 'message' && controls.messageType === 'utf8'
        ? { kind: 'utf8', text }
        : { kind: 'binary', bytes: new TextEncoder().encode(text) },
  },
};

function certificateOf({ controls, certificateFile, certificatePassword }: Drafts) {
  if (controls.clientCertificate === 'none') return undefined;
  if (controls.clientCertificate === 'sample' || certificateFile === undefined) return { kind: 'sample' } as const;
  return { kind: 'file', handle: certificateFile.handle, password: certificatePassword } as const;
}
