import type { Words } from '../words.ts';

/** What has no phase, or no rule of its own, in German. */
export const generalExplanations = {
  open: (where) => ({
    what: 'Die Verbindung ist offen.',
    why: `Der Server ${where} hat ihr zugestimmt.`,
  }),
  running: (where) => ({
    what: 'Der Verbindungsaufbau läuft.',
    why: `Für ${where} gibt es noch kein Ergebnis.`,
  }),
  canceled: (phase, time) => ({
    what: 'Das Verbinden wurde abgebrochen.',
    why: `Abgebrochen wurde es hier nach ${time}${phase === '' ? '' : `, in der Phase „${phase}“`}.`,
  }),
  'address-invalid': (message) => ({
    what: 'Die Adresse oder eine Einstellung ist nicht gültig.',
    why: `Was nicht stimmt: ${message}.`,
  }),
  'client-certificate-unusable': (message) => ({
    what: 'Das Clientzertifikat kann nicht verwendet werden.',
    why: `Was nicht stimmt: ${message}.`,
  }),
  'app-file-broken': (message) => ({
    what: 'Eine Datei der App ist nicht, wie sie sein sollte.',
    why: `Was nicht stimmt: ${message}.`,
  }),
  'timed-out': (message) => ({
    what: 'Das Verbinden hat zu lange gedauert.',
    why: `Worauf gewartet wurde: ${message}.`,
  }),
  unexplained: (message) => ({
    what: 'Die Verbindung konnte nicht hergestellt werden.',
    why: message === '' ? 'Es gibt keinen Hinweis auf den Grund.' : `Bekannt ist: ${message}.`,
  }),
} satisfies Partial<Words['attempts']['explanations']>;
