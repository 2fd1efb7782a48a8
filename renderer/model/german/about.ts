import type { Words } from '../words.ts';

/** The words of the page "About and updates" in German. */
export const about: Words['about'] = {
  title: 'Info und Updates',
  sentence: 'Welche Version dies ist, woraus sie besteht und ob es eine neuere gibt.',
  version: {
    title: 'Version',
    duplex: 'Duplex',
    electron: 'Electron',
    chromium: 'Chromium',
    node: 'Node.js',
    platform: 'System',
    development: (version) => `${version}, aus dem Quelltext`,
    copy: 'Als Text kopieren',
  },
  licences: {
    title: 'Lizenzen',
    own: 'Lizenz von Duplex',
    thirdParty: 'Lizenzen der Bestandteile',
    show: 'Lizenzen anzeigen',
    loading: 'Wird gelesen …',
  },
  updates: {
    title: 'Updates',
    place: 'Was abgefragt wird:',
    nothingUnasked: 'Ohne Ihre Aufforderung wird nichts abgerufen. Was abgerufen wird, steht im Journal auf der Seite',
    journal: 'Netzwerkisolation',
    check: 'Nach Updates suchen',
    download: (size) => `${size} herunterladen`,
    install: 'Installieren und neu starten',
    cancel: 'Abbrechen',
    waiting: 'eine neuere Version ist verfügbar',
    cancelName: 'Laufenden Vorgang abbrechen',
    status: 'Updatestatus',
    progress: 'Update wird heruntergeladen',
    automatic: 'Automatisch suchen',
    automaticExplanation: (host) =>
      `Beim Start und einmal am Tag wird bei ${host} die neueste Version erfragt. Von selbst wird nichts heruntergeladen oder installiert.`,
    idle: 'Seit dem Start von Duplex nicht gesucht.',
    checking: 'Suche läuft …',
    newest: (version, time) => `${version} ist die neueste Version. Gesucht um ${time}.`,
    olderOffered: (offered, version, time) =>
      `Angeboten wird ${offered}, das älter ist als ${version}: Es wird nicht übernommen. Gesucht um ${time}.`,
    available: (version, date) => (date === '' ? `Version ${version}` : `Version ${version} vom ${date}`),
    availableFrom: (size, host) => `${size} von ${host}. Die Beschreibung ist mit dem Schlüssel dieser App signiert.`,
    downloading: (received, total) => `${received} von ${total}`,
    ready: (version) =>
      `Version ${version} ist heruntergeladen und geprüft. Installiert wird sie, wenn Sie es veranlassen; Duplex wird dafür beendet, und offene Verbindungen werden getrennt.`,
    installing: 'Wird installiert …',
    notes: 'Neuerungen',
    noNotes: 'Zu dieser Version gibt es keine Hinweise.',
    impossible: {
      development: 'Dies ist Duplex aus dem Quelltext: Aktualisieren Sie ihn, und starten Sie Duplex neu.',
      noSource: 'Dieser Build weiß nicht, woher Updates kommen.',
      badSource: 'Dieser Build nennt keine Stelle, von der Updates sicher kommen können.',
      noKey: 'Dieser Build hat keinen Schlüssel, mit dem sich Updates prüfen ließen, und nimmt deshalb keine an.',
      byHand:
        'Dies ist ein Ordner oder ein entpacktes Archiv: Wie es installiert wurde, ist nicht bekannt, deshalb wird von Hand aktualisiert. Entpacken Sie eine neuere Version an dieselbe Stelle.',
    },
    failed: {
      checking: 'Die Suche nach Updates ist fehlgeschlagen.',
      downloading: 'Das Update konnte nicht heruntergeladen werden.',
      installing: 'Das Update konnte nicht installiert werden.',
    },
    advice: {
      refused:
        'Nichts davon wird behalten, und diese Version bleibt, wie sie ist. Wenn es wieder vorkommt, informieren Sie den Herausgeber von Duplex.',
      denied: 'Die Netzwerkrichtlinie lässt sich auf der Seite „Netzwerkisolation“ ändern; danach erneut suchen.',
      tls: 'Möglicherweise steht jemand zwischen Ihnen und dem Server. Eine eigene Zertifizierungsstelle wird auf der Seite „Sichere Verbindungen“ hinzugefügt.',
      disk: 'Schaffen Sie Platz auf dem Datenträger, und prüfen Sie, ob Ihr Cacheordner beschrieben werden darf.',
      network: 'Prüfen Sie Ihr Netzwerk, und versuchen Sie es später noch einmal.',
      install: 'Suchen Sie noch einmal nach Updates, oder installieren Sie die neuere Version von Hand.',
    },
    isolation: 'Grund anzeigen',
  },
};
