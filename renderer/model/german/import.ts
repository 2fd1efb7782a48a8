import type { Words } from '../words.ts';

const sources: Readonly<Record<Parameters<Words['importing']['source']>[0], string>> = {
  wscat: 'wscat-Befehl',
  websocat: 'websocat-Befehl',
  curl: 'curl-Befehl',
  har: 'HAR',
  postman: 'Postman-Export',
  insomnia: 'Insomnia-Export',
  hoppscotch: 'Hoppscotch',
  duplex: 'Duplex-Dokument',
};

const kinds: Words['importing']['kinds'] = {
  folder: 'Ordner',
  connection: 'Verbindung',
  message: 'Nachricht',
  environment: 'Umgebung',
};

/** The words of the dialog that imports what other tools wrote, in German. */
export const importing: Words['importing'] = {
  title: 'Verbindungen und Nachrichten importieren',
  text: 'Befehl oder Datei',
  hint: 'Befehle für wscat, websocat oder curl, auch wie Browser sie kopieren; HAR; Exporte von Postman, Insomnia und Hoppscotch; Dokumente von Duplex. Eine Datei lässt sich hier ablegen.',
  tooLong: (size, most) => `Das sind ${size}, und höchstens ${most} werden gelesen. Importieren Sie einen Teil davon.`,
  placeholder: 'wscat -c wss://example.com/chat -H "X-Id: 7"',
  read: 'Lesen',
  chooseFile: 'Datei auswählen',
  reading: 'Wird gelesen',
  found: 'Gefunden',
  source: (kind) => `Gelesen als: ${sources[kind]}`,
  kinds,
  leftOut: 'Nicht importiert',
  secrets: (names) => `Geheimnisse, die das System aufbewahrt: ${names}`,
  import: (count) => `${count} importieren`,
  cancel: 'Abbrechen',
  failed: 'Das kann nicht importiert werden',
};

const targets: Words['copyConnection']['targets'] = {
  wscat: 'wscat-Befehl',
  websocat: 'websocat-Befehl',
  curl: 'curl-Befehl',
  node: 'Node-Modul',
  duplexLink: 'Duplex-Link',
};

/** The words of copying a connection, in German. */
export const copyConnection: Words['copyConnection'] = {
  label: 'Kopieren als',
  targets,
  copied: (kind) => `Als ${targets[kind]} kopiert.`,
  cannot: 'Darin nicht ausdrückbar:',
  failed: 'Das kann nicht kopiert werden',
  dismiss: 'Ausblenden',
};
