import type { ExportFormat, LeftOut } from '../../../contract/log-export.ts';
import type { logTransfer as english } from '../english-log-transfer.ts';
import { formatCount } from '../format.ts';

const rowCount = (count: string): string => (count === '1' ? '1 Zeile' : `${count} Zeilen`);

const formats: Readonly<Record<ExportFormat, { readonly label: string; readonly line: string }>> = {
  ndjson: {
    label: 'NDJSON',
    line: 'Alles, was da ist, eine Zeile je Eintrag. Kann ohne Verlust wieder importiert werden.',
  },
  har: {
    label: 'HAR 1.2',
    line: 'Nachrichten und der Eröffnungs-Handshake, wie die Entwicklerwerkzeuge von Browsern sie schreiben und lesen. Kann importiert werden.',
  },
  csv: { label: 'CSV', line: 'Eine Tabelle aller Zeilen für eine Tabellenkalkulation. Binäre Nutzdaten sind Base64.' },
  raw: { label: 'Bytes', line: 'Nichts als die Nutzdaten der Nachrichten, eine nach der anderen.' },
  pcapng: {
    label: 'pcapng',
    line: 'Nachrichten und Steuerframes als Pakete für Wireshark. Die Pakete sind nachgebildet.',
  },
};

/** Each follows "Ohne". */
const leftOut: Readonly<Record<LeftOut, (count: string) => string>> = {
  rows: (count) => `${rowCount(count)}, für deren Art das Format keinen Platz hat`,
  releasedPayloads: (count) => `die Nutzdaten von ${rowCount(count)}, die das Protokoll verworfen hat`,
  damagedPayloads: (count) => `beschädigte Teile der Nutzdaten von ${rowCount(count)}`,
  rowNumbers: (count) => `die Nummern von ${rowCount(count)}, da andere vor ihnen nicht in der Datei sind`,
  requests: (count) =>
    count === '1' ? '1 Anforderung, die kein WebSocket ist' : `${count} Anforderungen, die kein WebSocket sind`,
  messages: (count) =>
    count === '1' ? '1 Eintrag, der keine Nachricht ist' : `${count} Einträge, die keine Nachrichten sind`,
  credentials: (count) =>
    count === '1'
      ? 'den Wert von 1 Header mit Anmeldeinformationen'
      : `die Werte von ${count} Headern mit Anmeldeinformationen`,
};

/** The words of exporting and importing logs in German. */
export const logTransfer: typeof english = {
  open: 'Protokoll exportieren oder importieren',
  title: 'Protokoll exportieren oder importieren',
  exportTitle: 'Exportieren',
  importTitle: 'Importieren',
  format: 'Format',
  formats,
  what: 'Was',
  allRows: 'Alle Zeilen dieses Protokolls',
  selectedRows: (count) => `Die ausgewählten Zeilen (${count})`,
  foundRows: (count) => `Was die Suche gefunden hat (${count})`,
  includesSecrets: 'Geheimnisse einschließen',
  secretsExplanation:
    'Sonst werden Anmeldeinformationen in Headern und Adressen maskiert. Nachrichten werden immer so geschrieben, wie sie sind.',
  export: 'Exportieren …',
  import: 'Importieren …',
  importExplanation:
    'Eine als NDJSON exportierte Datei oder eine HAR-Datei eines Browsers, von mitmproxy oder HTTP Toolkit. Sie lässt sich hier ablegen.',
  cancel: 'Abbrechen',
  cancelOf: (name) => `${name} abbrechen`,
  close: 'Schließen',
  copy: 'Kopieren',
  progress: (name) => `Fortschritt von ${name}`,
  exporting: (name, rows, size) => `${name}: ${rowCount(rows)}, ${size}`,
  importing: (name, rows, size) => `${name}: ${rowCount(rows)}, ${size} gelesen`,
  exported: (name, rows, size) => `Nach ${name} exportiert: ${rowCount(rows)}, ${size}.`,
  imported: (name, rows, size, logs) =>
    `Aus ${name} importiert: ${rowCount(rows)}, ${size}, ${logs === 1 ? 'ein Protokoll' : `${formatCount(logs)} Protokolle`}.`,
  canceled: (name) => `${name}: abgebrochen. Nichts davon ist geblieben.`,
  failed: (name, why) => `${name}: fehlgeschlagen, und nichts davon ist geblieben. ${why}`,
  without: (what) => `Ohne ${what}.`,
  leftOut,
};
