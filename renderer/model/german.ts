import { about } from './german/about.ts';
import { certificates } from './german/certificates.ts';
import { charts } from './german/charts.ts';
import { controls } from './german/controls.ts';
import { detail } from './german/detail.ts';
import { errors } from './german/errors.ts';
import { reasons } from './german/reasons.ts';
import { attempts } from './german/explanations.ts';
import { events } from './german/events.ts';
import { copyConnection, importing } from './german/import.ts';
import { help } from './german/help.ts';
import { keys } from './german/keys.ts';
import { leftOutLines } from './german/left-out.ts';
import { links } from './german/links.ts';
import { connectionEditor } from './german/connection-editor.ts';
import { messageComposer } from './german/composer.ts';
import { logSettings, recording } from './german/log-settings.ts';
import { logTransfer } from './german/log-transfer.ts';
import { logs } from './german/logs.ts';
import { isolation } from './german/network.ts';
import { palette } from './german/palette.ts';
import { search } from './german/search.ts';
import { logSettingsLink, settings } from './german/settings.ts';
import { transcript } from './german/transcript.ts';
import { troubleshoot } from './german/troubleshoot.ts';
import { workbench } from './german/workbench.ts';
import type { Words } from './words.ts';

/** The page's words in German. Infinitives on buttons; the words of Windows for what Windows has, too. */
export const german: Words = {
  appName: 'Duplex',
  windowTitle: (page) => `${page} – Duplex`,
  partOf: (part, whole) => (whole === undefined ? part : `${part}, ${whole}`),
  logTransfer,
  importing,
  leftOutLines,
  copyConnection,
  messageComposer,
  navigation: {
    label: 'Hauptnavigation',
    scenarios: 'Szenarien',
    explore: 'Erkunden',
    work: 'Arbeiten',
    app: 'App',
    open: 'Navigation öffnen',
  },
  scenarios: {
    utf8TextMessages: {
      title: 'UTF-8-Textnachrichten',
      sentence: 'Ganze Textnachrichten mit MessageWebSocket senden und empfangen.',
    },
    binaryDataStream: {
      title: 'Binärer Datenstrom',
      sentence:
        'Einen Strom von Bytes mit StreamWebSocket senden und empfangen: zehn Bytes pro Sekunde oder Dateien jeder Größe.',
    },
    clientAuthentication: {
      title: 'Client-Authentifizierung',
      sentence: 'Mit StreamWebSocket eine Verbindung mit einem Server herstellen, der ein Clientzertifikat verlangt.',
    },
    partialMessages: {
      title: 'Teilweise und vollständige Nachrichten',
      sentence: 'Eine Nachricht mit MessageWebSocket in Teilen senden und die Teile dessen sehen, was zurückkommt.',
    },
  },
  tabs: { label: 'Ansicht', run: 'Ausführen', code: 'Code' },
  fields: {
    address: 'Serveradresse',
    text: 'Nachricht',
    headers: 'Anforderungsheader',
    certificate: 'Clientzertifikat',
    password: 'Kennwort der Zertifikatdatei',
    control: 'Control-Einstellungen',
  },
  connection: {
    label: 'Verbindung',
    connect: 'Verbinden',
    disconnect: 'Trennen',
    start: 'Starten',
    stop: 'Beenden',
    cancel: 'Abbrechen',
    addressPlaceholder: 'ws://localhost:8180/echo',
    serverIsOff: 'Die Adresse des eingebauten Servers; der Server ist ausgeschaltet.',
    followsServer: 'Die Adresse des eingebauten Servers.',
    edited: 'Ihre eigene Adresse.',
    takeServerAddress: 'Eingebauten Server verwenden',
    noServerAddress:
      'Der eingebaute Server ist ausgeschaltet. Starten Sie ihn unten in der Navigation, oder geben Sie eine Adresse ein.',
    chooseAddress: 'Adresse des eingebauten Servers auswählen',
    states: {
      none: 'Nicht verbunden',
      connecting: 'Verbindet',
      open: 'Verbunden',
      closing: 'Schließt',
      closed: 'Geschlossen',
      failed: 'Fehlgeschlagen',
    },
    connectingFor: (seconds) => `Verbindet seit ${seconds} s`,
  },
  removals: {
    removed: (what) => `Entfernt: ${what}`,
    undo: 'Rückgängig',
    dismiss: 'Schließen',
  },
  headers: {
    button: 'Header',
    buttonWith: (count) => (count === 1 ? '1 Header' : `${count} Header`),
    header: 'Header',
    title: 'Anforderungsheader',
    explanation: 'Werden mit dem Eröffnungs-Handshake gesendet.',
    name: 'Name',
    value: 'Wert',
    nameOf: (line) => `Name des Headers ${line}`,
    valueOf: (line) => `Wert des Headers ${line}`,
    add: 'Header hinzufügen',
    remove: (line) => `Header ${line} entfernen`,
  },
  certificateCheck: {
    label: 'Serverzertifikat benutzerdefiniert prüfen',
    explanation: (issuer) =>
      `Für wss: Ein nicht vertrauenswürdiges Zertifikat oder eines für einen anderen Namen besteht, wenn „${issuer}“ es ausgestellt hat.`,
  },
  composer: {
    send: 'Senden',
    endOfMessage: 'Ende der Nachricht',
    sendsWhole: 'Wird als eine UTF-8-Textnachricht gesendet.',
    sendsPart: 'Wird als Teil gesendet; die Nachricht geht mit dem weiter, was Sie als Nächstes senden.',
    sendsEnd: 'Wird als Ende der Nachricht gesendet.',
  },
  stream: {
    label: 'Bytes bisher',
    sent: 'Gesendete Bytes:',
    received: 'Empfangene Bytes:',
    explanation:
      'Bei bestehender Verbindung gehen jede Sekunde die Bytes 00 bis 09 hinaus. Alles, was zurückkommt, wird gelesen, gezählt und steht im Verlauf.',
  },
  traffic: {
    title: 'Bytes pro Sekunde',
    chart: (from) => `Bytes pro Sekunde, von ${from} bis jetzt.`,
    chartNow: (sent, received) => `In der letzten Sekunde ${sent} gesendet, ${received} empfangen.`,
    empty: (verb) => `Mit „${verb}“ erscheint hier, wie viele Bytes jede Sekunde hinausgehen und hereinkommen.`,
    asTable: 'Als Tabelle anzeigen',
    sent: (rate = '') => `Gesendet ${rate}`.trimEnd(),
    received: (rate = '') => `Empfangen ${rate}`.trimEnd(),
    columns: { time: 'Zeit', sent: 'Gesendet', received: 'Empfangen' },
    now: 'jetzt',
    seconds: (seconds) => `vor ${seconds} s`,
    minutes: (minutes) => `vor ${minutes} min`,
  },
  files: {
    label: 'Dateien',
    send: 'Datei senden …',
    cancel: 'Abbrechen',
    none: 'Keine Datei',
    sendHint: 'Geht als eine binäre Nachricht hinaus. Die zehn Bytes warten so lange.',
    sendHintOffline: 'Geht als eine binäre Nachricht hinaus, sobald Sie verbunden sind.',
    receive: 'In eine Datei empfangen …',
    stop: 'Beenden',
    forget: 'Verwerfen',
    receiveHint: 'Bewahrt alles auf, was von jetzt an kommt.',
    receiveHintOffline: 'Bewahrt alles auf, was kommt, vom ersten Byte an.',
    firstFile: 'Nimmt auf, was die nächste Verbindung bringt.',
    cancelLabel: 'Senden abbrechen',
    stopLabel: 'Empfang beenden und die Datei behalten',
    forgetLabel: 'Ausgewählte Datei verwerfen',
    sendingProgress: 'Wird gesendet',
    receivingProgress: 'Wird empfangen',
    percent: (percent) => `${percent} %`,
    of: (size, total) => `${size} von ${total}`,
    timeLeft: (time) => `noch etwa ${time}`,
    paused: 'angehalten',
    done: {
      sending: (size, time, rate) => `${size} in ${time} gesendet${rate === '' ? '' : `, ${rate}`}`,
      receiving: (size, time, rate) => `${size} in ${time} empfangen${rate === '' ? '' : `, ${rate}`}`,
    },
    canceled: (soFar) => `Nach ${soFar} abgebrochen. Die Verbindung wurde geschlossen.`,
    failed: (soFar, why) => `Nach ${soFar} fehlgeschlagen: ${why}.`,
    keptAs: (name) => `Was ankam, ist in ${name}, neben der Datei, die Sie ausgewählt haben.`,
    pause: 'Lesen anhalten',
    pauseExplanation: 'Das TCP-Fenster schließt sich, und der Server muss warten. Pings werden weiterhin beantwortet.',
  },
  clientCertificate: {
    label: 'Clientzertifikat',
    sample: 'Eingebautes Beispielzertifikat',
    file: 'Eine PFX-Datei',
    choose: 'PFX-Datei auswählen …',
    chooseOther: 'Andere auswählen …',
    noFile: 'Keine Datei ausgewählt',
    explanation:
      'Ein nicht vertrauenswürdiges Serverzertifikat oder eines für einen anderen Namen wird hier zugelassen (Untrusted und InvalidName werden ignoriert), wie im Windows-Beispiel.',
  },
  status: {
    label: 'Status',
    error: 'Fehler',
    done: {
      connected: 'Verbunden',
      sendComplete: 'Senden abgeschlossen',
      closing: 'Wird geschlossen',
      closed: 'Geschlossen',
      stopping: 'Wird beendet',
      stopped: 'Beendet',
      canceled: 'Das Verbinden wurde abgebrochen',
      fileSent: 'Datei gesendet',
      fileReceived: 'Datei empfangen',
      sendingCanceled: 'Das Senden wurde abgebrochen und die Verbindung geschlossen',
    },
    closedByServer: (code, reason) => `Vom Server mit Code ${code} geschlossen${reason === '' ? '' : `: ${reason}`}`,
    dismiss: 'Schließen',
  },
  remedies: {
    startServer: 'Eingebauten Server starten',
    serverAddress: 'Eingebauten Server verwenden',
    lookAtCertificate: 'Zertifikat ansehen',
    networkIsolation: 'Grund anzeigen',
  },
  transcript,
  detail,
  events,
  faults: {
    textEmpty: 'Text eingeben, der gesendet werden soll',
    addressEmpty: 'Adresse eines WebSocket-Servers eingeben',
    noFile: 'eine PFX-Datei auswählen',
    noScheme: 'muss mit ws:// oder wss:// beginnen',
    wrongScheme: (scheme) => `muss mit ws:// oder wss:// beginnen, nicht mit ${scheme}://`,
    port: (port) => `der Port muss zwischen 1 und 65535 liegen, nicht ${port}`,
    fragment: 'eine WebSocket-Adresse hat kein Fragment, das ist der Teil ab #',
    credentials: 'Benutzername und Kennwort gehören nicht in eine WebSocket-Adresse',
    invalid: 'das ist keine gültige Adresse',
    headerNameMissing: (line) => `Header ${line} hat einen Wert und keinen Namen`,
    headerName: (line) => `der Name des Headers ${line} enthält ein dort nicht erlaubtes Zeichen`,
    headerValue: (line) => `der Wert des Headers ${line} enthält ein dort nicht erlaubtes Zeichen`,
  },
  server: {
    label: 'Eingebauter Server',
    states: {
      starting: 'Server startet',
      stopped: 'Server aus',
      failed: 'Server fehlgeschlagen',
      running: 'Server ein',
    },
    start: 'Server starten',
    stop: 'Server beenden',
    explanation: 'Ein Beispielserver in dieser App. Er ist nur von diesem Computer aus erreichbar.',
    copyAddress: (name) => `Adresse kopieren: ${name}`,
    endpoints: {
      echo: 'Echo',
      secureEcho: 'Echo über TLS',
      partialMessages: 'Teilnachrichten',
      clientAuthentication: 'Client-Authentifizierung',
      stream: 'Eine große Nachricht',
      sink: 'Senke, die zählt',
      flood: 'Flut von Nachrichten',
    },
  },
  theme: {
    label: 'Design',
    system: 'Wie das System',
    light: 'Hell',
    dark: 'Dunkel',
    highContrast: 'Hoher Kontrast',
  },
  copied: 'Kopiert',
  code: {
    label: 'Code dieser Seite',
    explanation: 'Dasselbe mit der Bibliothek in main/sockets. Diese Datei wird mit der App kompiliert und getestet.',
    copy: 'Kopieren',
  },
  help,
  keys,
  settings,
  logSettingsLink,
  palette,
  links,
  problems: {
    label: 'Probleme',
    field: (field) => `Feld: ${field}`,
    dismiss: 'Schließen',
  },
  crash: {
    title: 'Diese Seite wurde angehalten',
    explanation:
      'Ein Fehler in Duplex. Verbindungen laufen im Hintergrund weiter; wenn die Seite neu geladen wird, sind sie wieder da.',
    reload: 'Seite neu laden',
  },
  about,
  certificates,
  charts,
  errors,
  reasons,
  troubleshoot,
  workbench,
  attempts,
  logs,
  logSettings,
  recording,
  isolation,
  connectionEditor,
  controls,
  search,
  phases: {
    dns: 'beim Auflösen des Namens',
    policy: 'vor dem Verbinden',
    tcp: 'beim Verbinden',
    proxy: 'am Proxy',
    tls: 'beim Aufbau von TLS',
    upgrade: 'beim Eröffnungs-Handshake',
    open: 'während der Verbindung',
    close: 'beim Schließ-Handshake',
  },
};
