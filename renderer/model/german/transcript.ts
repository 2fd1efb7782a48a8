import type {
  connectionEvents as englishConnectionEvents,
  transcript as englishTranscript,
} from '../english-transcript.ts';
import { formatCount, formatDuration, formatSize } from '../format.ts';

const rowCount = (rows: number): string => (rows === 1 ? '1 Zeile' : `${formatCount(rows)} Zeilen`);
const messageCount = (count: number): string => (count === 1 ? '1 Nachricht' : `${formatCount(count)} Nachrichten`);

/** The words of the transcript's list, its menus and its live region in German. */
export const transcript: typeof englishTranscript = {
  label: 'Verlauf',
  columns: { time: 'Zeit', delta: 'Abstand', direction: 'Richtung', kind: 'Art', size: 'Größe', preview: 'Inhalt' },
  empty: 'Noch ist nichts geschehen',
  emptyExplanation: (verb) => `Nach „${verb}“ steht hier Zeile für Zeile, was gesendet und empfangen wird.`,
  sent: 'Gesendet',
  received: 'Empfangen',
  event: 'Ereignis',
  problem: 'Problem',
  kinds: {
    text: 'Text',
    binary: 'binär',
    textPart: 'Textteil',
    binaryPart: 'Binärteil',
    frame: 'Frame',
    rawFrame: 'roher Frame',
    ping: 'Ping',
    pong: 'Pong',
    close: 'Close',
    request: 'Anforderung',
    response: 'Antwort',
  },
  totals: (received, sent, size) => `${received} ein · ${sent} aus · ${size}`,
  byteTotals: (received, sent) => `${received} ein · ${sent} aus`,
  newRows: (count) => `${count} neu`,
  clear: 'Verlauf leeren',
  emptyMessage: '(leer)',
  released: '(nicht mehr vorhanden)',
  pause: 'Anzeige anhalten',
  resume: 'Anzeige fortsetzen',
  paused: 'Anzeige angehalten',
  look: 'Spalten und Zeilen',
  showColumns: 'Spalten',
  height: 'Zeilenhöhe',
  comfortable: 'Normal',
  compact: 'Kompakt',
  recording: 'Aufzeichnung',
  recordFrames: 'Frames aufzeichnen',
  pins: (count) => (count === 0 ? 'Angeheftetes und Notizen' : `Angeheftetes und Notizen: ${formatCount(count)}`),
  pinsTitle: 'Angeheftetes und Notizen',
  noPins: (keys) =>
    `Eine Zeile über ihr Menü (${keys}) anheften oder mit einer Notiz versehen: Sie wird hier aufgeführt.`,
  goToRow: (row) => `Zeile ${row}`,
  pinned: 'Angeheftet',
  noted: (note) => `Notiz: ${note}`,
  menu: 'Zeile',
  open: 'Öffnen',
  copy: 'Kopieren',
  copyAs: 'Kopieren als',
  formats: {
    lines: 'Zeilen',
    text: 'Text',
    hex: 'Hex',
    base64: 'Base64',
    json: 'JSON',
    wscat: 'wscat-Befehl',
    websocat: 'websocat-Befehl',
    node: 'Node-Code',
  },
  pin: 'Anheften',
  unpin: 'Lösen',
  note: 'Notiz …',
  selectAll: 'Alles auswählen',
  noteLabel: (row) => `Notiz zu Zeile ${row}`,
  saveNote: 'Speichern',
  cancelNote: 'Abbrechen',
  selected: (rows) => `${rowCount(rows)} ausgewählt`,
  selectedTotals: (messages, bytes) => `${messageCount(messages)}, ${formatSize(bytes)}`,
  addingUp: 'wird zusammengezählt …',
  copiedRows: (rows) => `${rowCount(rows)} kopiert`,
  tooMuchToCopy: (rows, bytes) =>
    `Zu viel für die Zwischenablage: Sie nimmt ${rows === '1' ? '1 Zeile' : `${rows} Zeilen`} mit ${formatSize(bytes)} Inhalt.`,
  tooManyToPin: (rows) => `Zum Anheften höchstens ${rowCount(rows)} auswählen.`,
  typed: (text) => `Gesucht wird „${text}“`,
  typedMissing: (text) => `„${text}“ ist nicht in den folgenden Zeilen`,
  summary: {
    label: 'Zusammenfassung',
    messages: messageCount,
    errors: (count) => (count === 1 ? '1 Fehler' : `${formatCount(count)} Fehler`),
  },
};

/** The sentences of what a session does with its connections, in German. */
export const connectionEvents: typeof englishConnectionEvents = {
  connectingAgain: (generation) => `Verbindung ${formatCount(generation)} dieser Sitzung`,
  reconnecting: (waitMs, attempt, attempts) =>
    `Neue Verbindung in ${formatDuration(waitMs)}, Versuch ${formatCount(attempt)}${attempts === 0 ? '' : ` von ${formatCount(attempts)}`}`,
  reconnectingEnded: {
    user: 'Keine neue Verbindung: Das wurde beendet',
    attempts: 'Keine neue Verbindung: Alle Versuche sind gemacht',
    error: 'Keine neue Verbindung: Ein weiterer Versuch würde ebenso scheitern',
  },
  reset: 'Von hier zurückgesetzt: Die Verbindung wurde ohne Schließ-Handshake beendet',
  idle: (idleMs) => `${formatDuration(idleMs)} lang kam und ging nichts: Die Verbindung wird geschlossen`,
};
