import type { logSettings as englishSettings, recording as englishRecording } from '../english-log-settings.ts';

/** What the bar above the transcript says in German where not everything is recorded. */
export const recording: typeof englishRecording = {
  label: 'Aufzeichnung',
  asking: (limit) => `Das Protokoll dieser Sitzung hat ${limit} erreicht. Das Lesen ist angehalten.`,
  limit: (limit) => `Das Protokoll dieser Sitzung hat ${limit} erreicht. Nur Ereignisse werden aufgezeichnet.`,
  disk: 'Der Datenträger nimmt nichts mehr auf: Nachrichten werden nicht aufgezeichnet. Jede Sekunde wird es erneut versucht.',
  keepMore: (size) => `Weitere ${size} behalten`,
  oldest: 'Älteste verwerfen',
  stop: 'Aufzeichnung beenden',
  isPrivate: 'Privat',
  isPrivateText: 'Das Protokoll dieser Sitzung wird mit der Sitzung gelöscht, und wenn die App endet.',
};

/** What the settings of the log mean, in German. */
export const logSettings: typeof englishSettings = {
  mebibytes: 'MiB',
  days: 'Tage',
  fault: (field, least, most) => `${field}: eine ganze Zahl von ${least} bis ${most}.`,
  whenFull: {
    oldest: 'Älteste verwerfen',
    oldestText: 'Das Neueste ist immer da.',
    ask: 'Lesen anhalten und fragen',
    askText: 'Der Server muss warten, bis eine Auswahl getroffen ist.',
    stop: 'Aufzeichnung beenden',
    stopText: 'Die Verbindung besteht weiter; nur Ereignisse werden aufgezeichnet.',
  },
  isPrivateText:
    'Für neue Sitzungen: Es bleibt nichts, wenn die Sitzung verworfen wird oder die App endet. Nach einem Absturz wird das Protokoll beim nächsten Start gelöscht.',
  recordsFramesText: 'Für neue Sitzungen: eine Zeile für jeden Frame einer Nachricht, mit Größe und Bits.',
};
