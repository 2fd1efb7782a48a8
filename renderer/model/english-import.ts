import type { NewDocument } from '../../contract/workbench/library.ts';
import type { CopyKind, ImportKind } from '../../contract/workbench/importing.ts';

const sources: Readonly<Record<ImportKind, string>> = {
  wscat: 'wscat command',
  websocat: 'websocat command',
  curl: 'curl command',
  har: 'HAR',
  postman: 'Postman export',
  insomnia: 'Insomnia export',
  hoppscotch: 'Hoppscotch',
  duplex: 'Duplex document',
};

const kinds: Readonly<Record<NewDocument['kind'], string>> = {
  folder: 'Folder',
  connection: 'Connection',
  message: 'Message',
  environment: 'Environment',
};

/** The words of the dialog that imports what other tools wrote. */
export const importing = {
  title: 'Import connections and messages',
  text: 'Command or file',
  hint: 'wscat, websocat or curl commands, also as browsers copy them; HAR; exports of Postman, Insomnia and Hoppscotch; documents of Duplex. A file can be dropped here.',
  tooLong: (size: string, most: string): string =>
    `This has ${size}, and at most ${most} are read. Import a part of it.`,
  placeholder: 'wscat -c wss://example.com/chat -H "X-Id: 7"',
  read: 'Read',
  chooseFile: 'Choose a file',
  reading: 'Reading',
  found: 'What was found',
  source: (kind: ImportKind): string => `Read as: ${sources[kind]}`,
  kinds,
  leftOut: 'Not imported',
  secrets: (names: string): string => `Secrets that the system will keep: ${names}`,
  import: (count: number): string => `Import ${count}`,
  cancel: 'Cancel',
  failed: 'This cannot be imported',
};

const targets: Readonly<Record<CopyKind, string>> = {
  wscat: 'wscat command',
  websocat: 'websocat command',
  curl: 'curl command',
  node: 'Node module',
  duplexLink: 'Duplex link',
};

/** The words of copying a connection. */
export const copyConnection = {
  label: 'Copy as',
  targets,
  copied: (kind: CopyKind): string => `Copied as ${targets[kind]}.`,
  cannot: 'It cannot say:',
  failed: 'This cannot be copied',
  dismiss: 'Dismiss',
};
