import type { ExportFormat, LeftOut } from '../../contract/log-export.ts';

const rowCount = (count: string): string => (count === '1' ? '1 row' : `${count} rows`);

const formats: Readonly<Record<ExportFormat, { readonly label: string; readonly line: string }>> = {
  ndjson: { label: 'NDJSON', line: 'Everything there is, a row a line. Can be imported again without loss.' },
  har: {
    label: 'HAR 1.2',
    line: 'Messages and the opening handshake, as browsers’ developer tools write and read them. Can be imported.',
  },
  csv: { label: 'CSV', line: 'A table of all rows for a spreadsheet. Binary payloads are base64.' },
  raw: { label: 'Bytes', line: 'Nothing but the payloads of messages, one after the other.' },
  pcapng: { label: 'pcapng', line: 'Messages and control frames as packets for Wireshark. The packets are made up.' },
};

const leftOut: Readonly<Record<LeftOut, (count: string) => string>> = {
  rows: (count) => `${rowCount(count)} of kinds that the format has no place for`,
  releasedPayloads: (count) => `${count} payloads that the log has let go`,
  damagedPayloads: (count) => `parts of ${count} payloads that are damaged`,
  rowNumbers: (count) => `the numbers of ${rowCount(count)}, as others before them are not in the file`,
  requests: (count) => `${count} requests that are no WebSocket`,
  messages: (count) => `${count} entries that are no messages`,
  credentials: (count) => `the values of ${count} headers with credentials`,
};

/** The words of exporting and importing logs. */
export const logTransfer = {
  open: 'Export or import a log',
  title: 'Export or import a log',
  exportTitle: 'Export',
  importTitle: 'Import',
  format: 'Format',
  formats,
  what: 'What',
  allRows: 'All rows of this log',
  selectedRows: (count: string) => `The selected rows (${count})`,
  foundRows: (count: string) => `What the search has found (${count})`,
  includesSecrets: 'Include secrets',
  secretsExplanation:
    'Otherwise credentials in headers and in addresses are masked. Messages are always written as they are.',
  export: 'Export…',
  import: 'Import…',
  importExplanation:
    'A file that was exported as NDJSON, or a HAR file of a browser, mitmproxy or HTTP Toolkit. It can be dropped here.',
  cancel: 'Cancel',
  cancelOf: (name: string) => `Cancel ${name}`,
  close: 'Close',
  copy: 'Copy',
  progress: (name: string) => `Progress of ${name}`,
  exporting: (name: string, rows: string, size: string) => `${name}: ${rowCount(rows)}, ${size}`,
  importing: (name: string, rows: string, size: string) => `${name}: ${rowCount(rows)}, ${size} read`,
  exported: (name: string, rows: string, size: string) => `Exported to ${name}: ${rowCount(rows)}, ${size}.`,
  imported: (name: string, rows: string, size: string, logs: number) =>
    `Imported from ${name}: ${rowCount(rows)}, ${size}, ${logs === 1 ? 'one log' : `${logs} logs`}.`,
  canceled: (name: string) => `${name}: canceled. Nothing of it is left.`,
  failed: (name: string, why: string) => `${name}: failed, and nothing of it is left. ${why}`,
  without: (what: string) => `Without ${what}.`,
  leftOut,
};
