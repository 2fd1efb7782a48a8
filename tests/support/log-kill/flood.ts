// A process with a session, as the app has it, that records what a server sends as fast as it is taken, and sends something
// with every turn itself, until it is killed: flood.mjs FOLDER LIMIT_BYTES URL.
// Prints "COUNT MS" lines: so many messages had been received at that moment of the wall clock.
import { writeSync } from 'node:fs';
import { defaultLogSettings } from '../../../contract/log.ts';
import { LogStore } from '../../../main/log/log-store.ts';
import { Sessions } from '../../../main/sessions/sessions.ts';
import { applicationDoor } from '../../../main/sockets/index.ts';
import { killedPayload } from './killed-payload.ts';

const [folder = '', limit = '', url = ''] = process.argv.slice(2);
applicationDoor.policy = { capabilities: new Set(), loopbackExempt: true };
const logs = await LogStore.open(folder, { ...defaultLogSettings, sessionLimitBytes: Number(limit) });
let isTelling = false;
let told = 0;
let sent = 0;

const none = (): Promise<never> => Promise.reject(new Error('there is none'));
const sessions = new Sessions({
  logs,
  observer: {
    advanced: () => {
      if (isTelling) return;
      isTelling = true;
      setImmediate(tell);
    },
    changed: ({ state: { connection } }) => {
      if (connection.kind === 'failed') throw new Error(connection.error.message);
    },
  },
  sampleCertificate: none,
  chosenFile: none,
  chosenPath: () => '',
});
const { session } = await sessions.open({
  socket: 'message',
  page: 'test',
  url,
  messageType: 'binary',
  receiveMode: 'fullMessage',
  supportedProtocols: [],
  headers: [],
  ignorableServerCertificateErrors: [],
});

function tell(): void {
  isTelling = false;
  const { receivedMessages } = sessions.find(session).state.counters;
  if (receivedMessages === told) return;
  told = receivedMessages;
  writeSync(1, `${told} ${Date.now()}\n`);
  void sessions.send({
    session,
    payload: { kind: 'binary', bytes: Uint8Array.from(killedPayload(sent)) },
    final: true,
  });
  sent += 1;
}
