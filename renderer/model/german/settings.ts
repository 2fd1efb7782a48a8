import type { settings as english } from '../english-settings.ts';
import { formatCount } from '../format.ts';

/** The page "Settings" in German. */
export const settings: typeof english = {
  title: 'Einstellungen',
  sentence: 'Was hier geändert wird, gilt sofort und bleibt erhalten.',
  search: 'Einstellung suchen',
  found: (count) => (count === 1 ? '1 Einstellung' : `${formatCount(count)} Einstellungen`),
  none: 'Keine Einstellung enthält diese Wörter.',
  showAll: 'Alle Einstellungen anzeigen',
  groups: {
    appearance: 'Darstellung',
    transcript: 'Verlauf',
    logs: 'Protokolle',
    network: 'Netzwerk',
    app: 'App',
  },
  languages: { system: 'Wie das System', en: 'English', de: 'Deutsch', pseudo: 'Pseudosprache (für Tests)' },
  percent: (percent) => `${percent} %`,
  linksByPackage: 'Entscheiden das Paket, mit dem Duplex installiert ist, und das System',
  open: 'Öffnen',
  openFolder: 'Ordner öffnen',
  chooseFolder: 'Anderen auswählen …',
  reset: 'Alle zurücksetzen',
  undo: 'Rückgängig',
  wasReset: 'Alle Einstellungen haben ihre Standardwerte.',
  items: {
    theme: {
      label: 'Design',
      text: 'Die Farben des Fensters.',
      also: 'theme dunkel hell hoher kontrast farbe modus aussehen farbschema',
    },
    language: {
      label: 'Sprache',
      text: 'Der Seite, der Menüs und der Dialoge.',
      also: 'language english deutsch englisch',
    },
    zoom: { label: 'Zoom', text: 'Wie groß alles ist.', also: 'größe skalierung text größer kleiner vergrößern' },
    columns: {
      label: 'Spalten',
      text: 'Was der Verlauf von jeder Zeile außer dem Inhalt zeigt.',
      also: 'zeit größe richtung',
    },
    rowHeight: { label: 'Zeilenhöhe', text: 'Niedrige Zeilen zeigen mehr auf einmal.', also: 'kompakt normal dichte' },
    sessionLimit: {
      label: 'Grenze einer Sitzung',
      text: 'Auf dem Datenträger.',
      also: 'protokoll log größe mib speicherplatz limit',
    },
    totalLimit: {
      label: 'Grenze aller Protokolle',
      text: 'Darüber hinaus werden die ältesten beendeten gelöscht.',
      also: 'größe mib datenträger speicherplatz log limit',
    },
    keepDays: { label: 'Aufbewahren für', text: 'Ältere Protokolle werden gelöscht.', also: 'tage alter löschen' },
    whenFull: {
      label: 'Wenn das Protokoll einer Sitzung voll ist',
      text: 'Was an der Grenze geschieht.',
      also: 'limit anhalten beenden fragen älteste',
    },
    isPrivate: { label: 'Privater Modus', text: '', also: 'geheim löschen' },
    recordsFrames: { label: 'Jeden Frame aufzeichnen', text: '', also: 'frames opcode' },
    updates: {
      label: 'Updates',
      text: 'Ob nach neueren Versionen gesucht wird.',
      also: 'version suchen aktualisierung',
    },
    links: {
      label: 'duplex:-Links mit Duplex öffnen',
      text: 'Ein Link füllt nach einer Rückfrage eine Adresse aus; er verbindet nie.',
      also: 'url protokoll schema standard app windows',
    },
    proxy: { label: 'Proxy', text: 'Über welche Proxys Verbindungen gehen.', also: 'pac socks http' },
    policy: {
      label: 'Netzwerkrichtlinie',
      text: 'Welche Netzwerke und Server erreicht werden dürfen.',
      also: 'isolation netzwerkfunktion erlauben sperren privat internet',
    },
    trust: {
      label: 'Vertrauenswürdige Server',
      text: 'Zertifikate und Zertifizierungsstellen, denen außer denen des Systems vertraut wird.',
      also: 'tls zertifikat vertrauen pin',
    },
    libraryFolder: {
      label: 'Ordner der Bibliothek',
      text: 'Verbindungen, Nachrichten und Umgebungen sind darin einfache Dateien. Einen anderen auszuwählen verschiebt nichts.',
      also: 'yaml dokumente pfad werkbank',
    },
    dataFolder: {
      label: 'Datenordner',
      text: 'Alles, was Duplex aufbewahrt, ist darin.',
      also: 'pfad dateien anzeigen',
    },
    reset: {
      label: 'Alle Einstellungen zurücksetzen',
      text: 'Alles, was auf dieser Seite eingestellt ist. Netzwerkrichtlinie, Proxy und vertrauenswürdige Server bleiben, wie sie sind.',
      also: 'standard rückgängig',
    },
  },
};

/** Where the page "Logs" leads to its settings. */
export const logSettingsLink = 'Grenzen, Alter und privater Modus sind in den Einstellungen';
