/** What has no phase, or no rule of its own. */
export const generalExplanations = {
  open: (where: string) => ({
    what: 'The connection is open.',
    why: `The server at ${where} agreed to it.`,
  }),
  running: (where: string) => ({
    what: 'Connecting goes on.',
    why: `There is no outcome for ${where} yet.`,
  }),
  canceled: (phase: string, time: string) => ({
    what: 'Connecting was canceled.',
    why: `It was canceled here after ${time}${phase === '' ? '' : `, in the phase “${phase}”`}.`,
  }),
  'address-invalid': (message: string) => ({
    what: 'The address or a setting is not valid.',
    why: `What is wrong: ${message}.`,
  }),
  'client-certificate-unusable': (message: string) => ({
    what: 'The client certificate cannot be used.',
    why: `What is wrong: ${message}.`,
  }),
  'app-file-broken': (message: string) => ({
    what: 'A file of the app is not as it should be.',
    why: `What is wrong: ${message}.`,
  }),
  'timed-out': (message: string) => ({
    what: 'Connecting took too long.',
    why: `What was waited for: ${message}.`,
  }),
  unexplained: (message: string) => ({
    what: 'The connection could not be made.',
    why: message === '' ? 'There is no evidence why.' : `What is known: ${message}.`,
  }),
} as const;
