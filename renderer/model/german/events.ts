import { formatDuration, formatSize } from '../format.ts';
import { connectionEvents } from './transcript.ts';
import type { Words } from '../words.ts';

/** What the transcript says about a connection, in German. */
export const events: Words['events'] = {
  connecting: (url) => `Verbindet mit ${url}`,
  connected: (ms, protocol) =>
    `Verbunden in ${formatDuration(ms)}${protocol === '' ? '' : `, Unterprotokoll ${protocol}`}`,
  closing: (code, reason) => `Schließt mit Code ${code}${reason === '' ? '' : `: ${reason}`}`,
  closed: (code, reason, by) =>
    `${by === 'remote' ? 'Vom Server' : 'Von dieser Seite'} mit Code ${code} geschlossen${reason === '' ? '' : `: ${reason}`}`,
  validationPassed: 'Benutzerdefinierte Prüfung des Serverzertifikats bestanden',
  validationFailed: 'Benutzerdefinierte Prüfung des Serverzertifikats nicht bestanden',
  validationNeedsTls: 'Hinweis: Zertifikate werden nur bei wss:-Adressen geprüft',
  certificateLoaded: (kind) =>
    kind === 'sample' ? 'Eingebautes Clientzertifikat geladen' : 'Clientzertifikat aus der Datei geladen',
  readingStarted: 'Lesen im Hintergrund gestartet',
  readingStopped: 'Lesen im Hintergrund beendet',
  sendingStarted: (sizeBytes, intervalMs) =>
    `Sendet im Hintergrund alle ${formatDuration(intervalMs)} ${formatSize(sizeBytes)}`,
  sendingStopped: 'Senden im Hintergrund beendet',
  fileSendingStarted: (name, sizeBytes) => `Sendet ${name}, ${formatSize(sizeBytes)}`,
  fileReceivingStarted: (name, before) =>
    before === undefined
      ? `Empfängt in ${name}`
      : `Empfängt in ${name}, eine eigene Datei, denn ${before} hat die Bytes einer früheren Verbindung`,
  fileEnded: (name, how) => `${name}: ${how}`,
  readingPaused: 'Lesen angehalten: Der Server muss warten',
  readingResumed: 'Das Lesen geht weiter',
  readingHeld: 'Das Lesen ist angehalten: Das Protokoll hat seine Grenze erreicht',
  readingContinued: (reason, heldMs) =>
    reason === 'limit'
      ? `Das Lesen geht weiter; das Protokoll ließ es ${formatDuration(heldMs)} warten`
      : `Das Lesen geht weiter; der Datenträger ließ es ${formatDuration(heldMs)} warten`,
  payloadsReleased: (sizeBytes) =>
    `Die ältesten ${formatSize(sizeBytes)} wurden freigegeben, um die Grenze des Protokolls einzuhalten`,
  ...connectionEvents,
  frame: ({ fin, rsv1, rsv2, rsv3, opcode, isMasked }) =>
    `FIN ${fin}, RSV ${rsv1}${rsv2}${rsv3}, Opcode ${opcode}, ${isMasked ? 'maskiert' : 'nicht maskiert'}`,
  gaps: {
    limit: 'Die Grenze des Protokolls ist erreicht: Nachrichten werden nicht aufgezeichnet.',
    disk: 'Der Datenträger nahm nichts mehr an: Nachrichten wurden nicht aufgezeichnet.',
    crash: 'Die App endete, ohne dieses Protokoll zu schließen: Was zuletzt kam, kann fehlen.',
    damage: 'Ein Teil dieses Protokolls fehlt: Seine Dateien sind beschädigt.',
    missing: (rows, sizeBytes) => `Es fehlen: ${rows === 1 ? '1 Zeile' : `${rows} Zeilen`}, ${formatSize(sizeBytes)}.`,
  },
};
