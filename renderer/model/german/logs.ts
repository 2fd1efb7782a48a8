import type { logs as english } from '../english-logs.ts';

const logCount = (logs: string): string => (logs === '1' ? '1 Protokoll' : `${logs} Protokolle`);

/** The words of the page "Logs" in German. */
export const logs: typeof english = {
  title: 'Protokolle',
  sentence:
    'Was in diesem und in früheren Läufen der App gesendet und empfangen wurde. Protokolle bleiben auf diesem Computer.',
  label: 'Protokolle der Sitzungen',
  columns: {
    address: 'Adresse',
    when: 'Wann',
    duration: 'Dauer',
    rows: 'Zeilen',
    size: 'Belegt',
    actions: 'Aktionen',
  },
  empty: 'Noch keine Protokolle',
  emptyText: 'Auf einer Seite wie „UTF-8-Textnachrichten“ verbinden: Alles, was dort geschieht, wird hier aufbewahrt.',
  toScenario: 'Zur ersten Seite',
  isLive: 'läuft',
  isPrivate: 'privat',
  imported: 'importiert',
  noAddress: '(keine Adresse)',
  unreadable: (session) => `Protokoll ${session}, das nicht gelesen werden kann`,
  count: (logs, size) => `${logCount(logs)}, ${size}`,
  more: (left) => `Mehr anzeigen (noch ${left})`,
  delete: 'Löschen',
  deleteOne: (what) => `Protokoll von ${what} löschen`,
  deleteAll: 'Alle löschen …',
  askAll: (logs) =>
    logs === '1'
      ? 'Das eine beendete Protokoll endgültig löschen? Das lässt sich nicht rückgängig machen.'
      : `Alle ${logs} beendeten Protokolle endgültig löschen? Das lässt sich nicht rückgängig machen.`,
  removed: (what) => `Gelöscht: das Protokoll von ${what}`,
  undo: 'Rückgängig',
  dismiss: 'Ausblenden und endgültig löschen',
  yes: 'Löschen',
  no: 'Behalten',
  back: 'Alle Protokolle',
  emptyLog: 'In diesem Protokoll ist nichts',
  emptyLogText: 'Die Sitzung endete, bevor etwas geschah, oder ihre Zeilen wurden verworfen.',
  missing: 'Dieses Protokoll ist nicht mehr da',
  missingText: 'Es wurde gelöscht oder war zu alt, um aufbewahrt zu werden.',
};
