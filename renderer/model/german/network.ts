import type { isolation as english } from '../english-network.ts';
import { formatCount } from '../format.ts';
import { needed } from './needed.ts';

/** Whose a metadata service is: main has English words beside the names. */
const providers = (whose: string): string =>
  whose.replace(' and others', ' und andere').replace('container credentials', 'für Container');

/** The names of main for network profiles. */
const networks: Readonly<Record<string, string>> = {
  'public network': 'einem öffentlichen Netzwerk',
  'private network': 'einem privaten Netzwerk',
  'domain network': 'einem Domänennetzwerk',
};

/** The words of the page "Network isolation" in German. */
export const isolation: typeof english = {
  title: 'Netzwerkisolation',
  sentence:
    'Was diese App erreichen darf, und warum: die Regeln einer Windows-App, entschieden an der wirklich verwendeten Adresse.',
  tabs: { label: 'Ansicht', policy: 'Richtlinie', journal: 'Journal' },
  question: {
    title: 'Wäre diese Adresse erlaubt?',
    field: 'Adresse',
    placeholder: 'ws://…, Host:Port oder IP',
    hint: 'Stellt keine Verbindung her. Ein Proxyskript kann Namen auflösen.',
    ask: 'Prüfen',
    lookUp: 'Namen auflösen',
    lookUpAgain: 'Erneut auflösen',
    asking: 'Wird geprüft …',
    stale: 'Die Richtlinie oder der Proxy hat sich seitdem geändert.',
    empty:
      'Eine Adresse eingeben und „Prüfen“ wählen, um das Urteil und jede Regel zu sehen, die dazu geführt hat. Wo ein Proxyskript (PAC) verwendet wird, wird es gefragt und kann Namen auflösen.',
    verdicts: {
      allowed: 'Erlaubt',
      refused: 'Abgelehnt',
      depends: 'Kommt darauf an',
      unresolved: 'Keine Adresse',
    },
    allowed: (where, place) => `${where} darf erreicht werden: Das Ziel ist ${place}.`,
    allowedSome: (where, allowed, all) =>
      `${where} hat ${formatCount(all)} Adressen, und ${formatCount(allowed)} davon ${allowed === 1 ? 'darf' : 'dürfen'} erreicht werden. Sie werden in dieser Reihenfolge versucht, höchstens fünf.`,
    allowedAll: (where, all) => `${where} hat ${formatCount(all)} Adressen, und jede darf erreicht werden.`,
    refusedAll: (where, all) => `${where} hat ${formatCount(all)} Adressen, und keine darf erreicht werden.`,
    depends: (host) =>
      `„${host}“ ist ein Name, und nichts in der Richtlinie entscheidet allein nach dem Namen. Es zählen seine Adressen.`,
    lookUpNote: 'Dabei wird die Namensauflösung des Systems gefragt, die einen DNS-Server fragen kann.',
    unresolved: (host) => `„${host}“ hat keine Adresse: Es gibt nichts zu entscheiden.`,
    noWay: (where) =>
      `Zu ${where} würde keine Verbindung hergestellt: Es ist nicht bekannt, welcher Proxy zu verwenden ist.`,
    change: 'Richtlinie ändern',
    changeNote: 'Trägt es in die Richtlinie ein, zum Durchsehen und Übernehmen.',
  },
  ways: {
    direct: 'Ohne Proxy',
    through: (proxy) => `Über den Proxy ${proxy}`,
    asked: (where) => `Worum der Proxy gebeten wird: ${where}`,
    own: (where) => `Die eigene Adresse des Proxys: ${where}`,
    allowed: (where, proxy) =>
      `${where} darf über den Proxy ${proxy} erreicht werden: Der Proxy darf erreicht und darum gebeten werden.`,
    proxyNot: (where, proxy, sentence) => `${where} geht über den Proxy ${proxy}. ${sentence}`,
    next: 'Die Wege werden in dieser Reihenfolge versucht; auf einen abgelehnten folgt der nächste.',
  },
  refused: {
    owners: { manifest: 'im Manifest der App', policy: 'in der eigenen Richtlinie' },
    denied: (where, entry, owner) => `${where} würde abgelehnt: „${entry}“ steht ${owner} auf der Sperrliste.`,
    notAllowed: (where, owner) => `${where} würde abgelehnt: Das Ziel steht ${owner} nicht auf der Zulassungsliste.`,
    cloudMetadata: (where, owner) =>
      `${where} würde abgelehnt: Das Ziel ist der Metadatendienst einer Cloud, und ${owner} sind diese nicht erlaubt.`,
    loopback: (where, owner) =>
      `${where} würde abgelehnt: Das Ziel ist ein anderes Programm auf diesem Computer, und ${owner} fehlt die Ausnahme dafür.`,
    capability: (where, place, needs, owner) =>
      `${where} würde abgelehnt: Das Ziel ist ${place}, und ${owner} fehlt ${needed(needs)}.`,
    nameLookup: (where, owner) =>
      `${where} würde abgelehnt, bevor der Name aufgelöst wird: ${owner} ist keine seiner Adressen erlaubt.`,
    noDestination: (where) => `${where} würde abgelehnt: Dorthin kann keine Verbindung hergestellt werden.`,
  },
  steps: {
    label: (address, layer) => `Begründung für ${address}: ${layer}`,
    layers: { manifest: 'Manifest', policy: 'Eigene Richtlinie' },
    outcomes: { passed: 'bestanden', refused: 'hier abgelehnt' },
    rules: {
      destination: 'Ziel',
      denied: 'Sperrliste',
      allowed: 'Zulassungsliste',
      cloudMetadata: 'Cloud-Metadaten',
      networkProfile: 'Netzwerkprofil',
      loopback: 'Loopback',
      capability: 'Netzwerkfunktion',
      nameLookup: 'Vor der Namensauflösung',
    },
    destination: (saw, range) => `${saw} ist ${range}.`,
    noDestination: (saw, range) => `${saw} ist ${range}: Dorthin kann keine Verbindung hergestellt werden.`,
    notDenied: (saw) => `Kein Eintrag passt auf ${saw}.`,
    denied: (saw, entry) => `„${entry}“ passt auf ${saw}.`,
    notAllowed: (saw) => `Es gibt eine Liste, und kein Eintrag darin passt auf ${saw}.`,
    allowed: (saw, entry) => `„${entry}“ passt auf ${saw}.`,
    allowedOwnServer: 'Der eigene Server der App braucht keinen Eintrag.',
    metadataPassed: (saw, whose) =>
      `${saw} ist ein Metadatendienst (${providers(whose)}), und diese dürfen erreicht werden.`,
    metadataRefused: (saw, whose) =>
      `${saw} ist ein Metadatendienst (${providers(whose)}). Er gibt Anmeldeinformationen heraus und muss deshalb ausdrücklich erlaubt werden.`,
    networkProfile: (network, range, addressClass) =>
      `In ${networks[network] ?? `„${network}“`} gilt ${range} als ${addressClass}.`,
    loopbackExempt: (saw) => `${saw} ist dieser Computer, und die App ist ausgenommen.`,
    loopbackOwnServer: (saw) => `${saw} ist der eigene Server der App, der keine Ausnahme braucht.`,
    loopbackRule: (saw, entry) => `${saw} ist dieser Computer, ausgenommen durch „${entry}“.`,
    loopbackRefused: (saw) => `${saw} ist ein anderes Programm auf diesem Computer, und nichts nimmt es aus.`,
    capability: (addressClass, capability) => `${capability} deckt ab: ${addressClass}.`,
    noCapability: (addressClass) => `Keine Netzwerkfunktion deckt ab: ${addressClass}.`,
    mayBeReached: (saw, found) =>
      `${saw} darf aufgelöst werden: Für ${needed(found)} gibt es Adressen, die der Name haben könnte.`,
    notLookedUp: (saw) =>
      `${saw} wird nicht aufgelöst: Keine der Adressen, die der Name haben könnte, darf erreicht werden.`,
  },
  classes: {
    loopback: 'dieser Computer',
    linkLocal: 'lokales Netzwerk',
    private: 'lokales Netzwerk',
    internet: 'Internet',
    notUnicast: 'kein einzelner Computer',
    reserved: 'kein Ziel',
    unresolved: 'nicht aufgelöst',
  },
  places: {
    loopback: 'dieser Computer',
    linkLocal: 'im lokalen Netzwerk',
    private: 'im lokalen Netzwerk',
    internet: 'im Internet',
    notUnicast: 'kein einzelner Computer',
    reserved: 'keine erreichbare Adresse',
    unresolved: 'ein Name, der nicht aufgelöst wird',
  },
  ranges: {
    unspecified: 'die unbestimmte Adresse, die zu diesem Computer führt',
    thisNetwork: 'eine Adresse aus „diesem Netzwerk“ (0.0.0.0/8)',
    private: 'eine private Adresse (RFC 1918)',
    carrierGradeNat: 'eine Adresse hinter der Übersetzung eines Anbieters (RFC 6598)',
    loopback: 'eine Loopback-Adresse',
    linkLocal: 'eine verbindungslokale Adresse',
    protocolAssignments: 'eine Adresse, die für Protokolle vorgesehen ist (RFC 6890)',
    documentation: 'eine Adresse für Dokumentation',
    benchmarking: 'eine Adresse für Messungen (RFC 2544)',
    multicast: 'Multicast',
    broadcast: 'Broadcast',
    reserved: 'eine reservierte Adresse (RFC 1112)',
    discard: 'eine Adresse für das, was verworfen werden soll (RFC 6666)',
    uniqueLocal: 'eine Unique-Local-Adresse (RFC 4193)',
    siteLocal: 'eine standortlokale Adresse (RFC 3879)',
    'own address': 'eine Adresse dieses Computers',
    configured: 'eine Adresse aus einem privaten Bereich der eigenen Richtlinie',
    public: 'eine öffentliche Adresse',
  },
  advice: {
    title: 'Was es erlauben würde',
    manifest: (needs) =>
      `Das Manifest der App deklariert ${needed(needs)} nicht, und eine Richtlinie kann das nicht hinzufügen. Das Manifest wird mit der App geliefert.`,
    nothing: 'Nichts: Zu dieser Adresse kann keine Verbindung hergestellt werden.',
    capability: (needs) => `Die Netzwerkfunktion ${needs} in der eigenen Richtlinie.`,
    loopback: (entry) => `Eine Loopback-Ausnahme für ${entry} oder für jedes Programm auf diesem Computer.`,
    denied: (entry) => `„${entry}“ von der Sperrliste nehmen.`,
    allowed: (entry) => `Ein Eintrag für ${entry} auf der Zulassungsliste.`,
    cloudMetadata: 'Metadatendienste von Clouds in der eigenen Richtlinie erlauben.',
    nameLookup: 'Eine Netzwerkfunktion wie internetClient in der eigenen Richtlinie.',
  },
  policy: {
    title: 'Richtlinie',
    choose: 'Was diese App erreichen darf',
    presets: {
      declared: {
        label: 'Alles, was deklariert ist',
        line: 'Der Standard: alles im Manifest, außer Metadatendiensten von Clouds.',
      },
      windows: {
        label: 'Wie Windows es vorgibt',
        line: 'Nur internetClient, wie in einem neuen Projekt: kein lokales Netzwerk, nichts auf diesem Computer.',
      },
      internetOnly: {
        label: 'Nur Internet',
        line: 'Die Netzwerkfunktionen für das Internet; kein lokales Netzwerk, nichts auf diesem Computer.',
      },
      offline: { label: 'Offline', line: 'Nichts außer dem eigenen Server der App.' },
      custom: { label: 'Benutzerdefiniert', line: 'Eigene Auswahl in den Grenzen des Manifests.' },
    },
    apply: 'Übernehmen',
    discard: 'Änderungen verwerfen',
    unsaved: 'Geändert, nicht übernommen',
    unchanged: 'In Kraft',
    saving: 'Wird gespeichert …',
    notInForce: 'Keine Richtlinie in Kraft',
    saved: 'Übernommen. Gilt ab jetzt.',
    savedAndEnded: (count) =>
      count === 1
        ? 'Übernommen. Eine Verbindung wurde beendet.'
        : `Übernommen. ${formatCount(count)} Verbindungen wurden beendet.`,
    saveFailed: 'Die Richtlinie konnte nicht gespeichert werden, und die alte gilt weiter.',
    badLines: (count) =>
      count === 1 ? 'Eine Zeile muss korrigiert werden.' : `${formatCount(count)} Zeilen müssen korrigiert werden.`,
    status: 'Zustand der Richtlinie',
  },
  problem: {
    title: 'Die gespeicherte Richtlinie konnte nicht verwendet werden, deshalb darf nichts erreicht werden',
    advice:
      'Hier eine Richtlinie auswählen und übernehmen. Bis dahin bleibt die Datei, wie sie ist, und wird neben der neuen aufbewahrt.',
    open: 'Netzwerkisolation öffnen',
  },
  proxies: {
    title: 'Proxy',
    choose: 'Über welchen Proxy Verbindungen gehen',
    kinds: {
      system: { label: 'Wie im System eingestellt', line: 'Der Standard: dessen Proxy, dessen Skript oder keiner.' },
      none: { label: 'Kein Proxy', line: 'Jede Verbindung wird direkt hergestellt.' },
      fixed: { label: 'Dieser Proxy', line: 'Für alles außer diesem Computer, der immer direkt erreicht wird.' },
      script: {
        label: 'Ein Skript aus einer Datei',
        line: 'Ein PAC-Skript, das für alles außer diesem Computer gefragt wird.',
      },
    },
    server: 'Art',
    servers: { http: 'HTTP (CONNECT)', socks5: 'SOCKS5' },
    host: 'Proxyhost',
    port: 'Proxyport',
    userName: 'Benutzername',
    userNameHint: 'Leer, wo keine Anmeldung verlangt wird.',
    password: 'Proxykennwort',
    passwordHint: 'Wird behalten, bis die App geschlossen wird, nie auf dem Datenträger.',
    passwordKept: 'angegeben',
    passwordWanted: 'Seit dem Start der App nicht angegeben: Es wird nie auf dem Datenträger gespeichert.',
    systemLogin: 'Eine Anmeldung am Proxy des Systems wird für jede Verbindung eingestellt:',
    systemLoginLink: 'ProxyCredential unter „Erweiterte Steuerung“',
    chooseScript: 'Datei auswählen …',
    chooseOtherScript: 'Andere Datei auswählen …',
    noScript: 'Keine Datei ausgewählt',
    scriptHint:
      'Der Text wird in der Einstellung gespeichert: Eine Änderung der Datei zählt, wenn sie erneut ausgewählt wird.',
    apply: 'Proxy übernehmen',
    status: 'Zustand des Proxys',
    unsaved: 'Geändert, nicht übernommen',
    unchanged: 'In Kraft',
    saving: 'Wird gespeichert …',
    saved: 'Übernommen. Gilt ab der nächsten Verbindung.',
    notInForce: 'Keine Einstellung in Kraft',
    faults: {
      noHost: 'Einen Hostnamen oder eine IP-Adresse eingeben.',
      port: '1 bis 65535',
      noScript: 'Zuerst eine Datei auswählen.',
    },
    problem: {
      title: 'Die Proxyeinstellung konnte nicht verwendet werden, deshalb darf nur dieser Computer erreicht werden',
      advice:
        'Hier auswählen und übernehmen. Bis dahin bleibt die Datei, wie sie ist, und wird neben der neuen aufbewahrt.',
      open: 'Proxyeinstellung öffnen',
    },
  },
  cut: {
    title: (count) =>
      count === 1
        ? 'Das beendet eine Verbindung, die danach nicht mehr erlaubt ist'
        : `Das beendet ${formatCount(count)} Verbindungen, die danach nicht mehr erlaubt sind`,
    why: 'Die neue Richtlinie lässt sie nicht hinaus. Sie werden geschlossen, sobald sie übernommen ist.',
    entry: (url, why) => `${url}: ${why}`,
    needs: (needs) => `benötigt ${needed(needs)}`,
    denied: (entry) => `gesperrt durch „${entry}“`,
    notAllowed: 'nicht auf der Zulassungsliste',
    notReachable: 'kein Ziel mehr',
    confirm: 'Übernehmen und beenden',
    confirmOne: 'Übernehmen und beenden',
    cancel: 'Alte Richtlinie behalten',
  },
  comparison: {
    title: 'Deklariert, gewählt, in Kraft',
    columns: {
      what: 'Regel',
      declared: 'Manifest',
      chosen: 'Eigene Richtlinie',
      chosenUnsaved: 'Eigene Richtlinie (Entwurf)',
      inForce: 'In Kraft',
    },
    yes: 'ja',
    no: 'nein',
    notDeclared: 'nicht deklariert',
    notItsMatter: '–',
    notItsMatterWord: 'nicht im Manifest',
    notAPolicyWord: 'zu korrigieren',
    rows: {
      internetClient: { label: 'internetClient', line: 'Zum Internet' },
      internetClientServer: { label: 'internetClientServer', line: 'Zum Internet; unter Windows auch von dort' },
      privateNetworkClientServer: { label: 'privateNetworkClientServer', line: 'Zum lokalen Netzwerk' },
      enterpriseAuthentication: { label: 'enterpriseAuthentication', line: 'Erreicht allein nichts' },
      sharedUserCertificates: { label: 'sharedUserCertificates', line: 'Erreicht allein nichts' },
      loopback: { label: 'Loopback-Ausnahme', line: 'Zu anderen Programmen auf diesem Computer' },
      cloudMetadata: { label: 'Cloud-Metadaten', line: 'Dienste, die Anmeldeinformationen herausgeben' },
      networkProfile: { label: 'Netzwerkprofil', line: 'Wofür Windows das Netzwerk halten würde' },
      privateRanges: { label: 'Weitere private Bereiche', line: 'Neben denen der Standards' },
      allowed: { label: 'Nur zugelassen', line: 'Wo es Einträge gibt, nichts anderes' },
      denied: { label: 'Gesperrt', line: 'Geht allem anderen vor' },
    },
    everything: 'alle',
    none: 'keine',
    rules: (count) => (count === 1 ? '1 Regel' : `${formatCount(count)} Regeln`),
    entries: (count) => (count === 1 ? '1 Eintrag' : `${formatCount(count)} Einträge`),
  },
  custom: {
    title: 'Benutzerdefinierte Richtlinie',
    capabilities: 'Netzwerkfunktionen',
    notDeclared: (capability) => `${capability}: nicht im Manifest`,
    profile: 'Netzwerkprofil',
    profiles: {
      public: { label: 'Öffentlich', line: 'Jede Adresse gilt als Internet, auch das lokale Netzwerk.' },
      private: { label: 'Privat', line: 'Private und verbindungslokale Adressen sind das lokale Netzwerk.' },
      domain: { label: 'Domäne', line: 'Ebenso, mit den privaten Bereichen unten als Subnetzen der Firma.' },
    },
    loopback: 'Loopback-Ausnahmen',
    loopbackChoices: {
      exempt: {
        label: 'Jedes Programm auf diesem Computer',
        line: 'Wie CheckNetIsolation LoopbackExempt unter Windows.',
      },
      rules: {
        label: 'Nur diese',
        line: 'Ein Host je Zeile, mit oder ohne Port; * steht für jeden. Leer: keine.',
      },
    },
    lists: {
      loopback: {
        label: 'Ausgenommene Hosts',
        hint: 'localhost:9000, 127.0.0.1, *:8080',
        placeholder: 'localhost:9000',
      },
      privateRanges: {
        label: 'Weitere private Bereiche',
        hint: 'Adressblöcke, einer je Zeile: 100.64.0.0/10, fd12:3456::/32',
        placeholder: '100.64.0.0/10',
      },
      allowed: {
        label: 'Nur zugelassen',
        hint: 'Hosts, *.namen, Adressen oder Blöcke. Wo es Einträge gibt, darf nichts anderes erreicht werden.',
        placeholder: '*.example.com',
      },
      denied: {
        label: 'Gesperrt',
        hint: 'Dieselben Arten von Einträgen. Sie gehen allem anderen vor.',
        placeholder: '192.168.0.0/16',
      },
    },
    cloudMetadata: 'Metadatendienste von Clouds erlauben',
    cloudMetadataLine: 'Adressen wie 169.254.169.254 geben jedem, der fragt, Anmeldeinformationen.',
    line: (line, message) => `Zeile ${line}: ${message}`,
    port: (port) => `Der Port muss zwischen 1 und 65535 liegen, nicht ${port}`,
    tooMany: 'Höchstens 1000 Einträge',
  },
  loopbackNote: {
    title: 'Loopback, wie unter Windows',
    rule: 'Eine Windows-App darf andere Programme auf demselben Computer nicht erreichen, weder über localhost, 127.0.0.1 und ::1 noch über die eigenen Adressen des Computers, es sei denn, ein Administrator nimmt sie davon aus:',
    here: 'Hier treten die Ausnahmen der Richtlinie an die Stelle dieses Befehls, in den Grenzen des Manifests. Der eigene Beispielserver der App braucht keine, so wie auch unter Windows eine App sich selbst immer erreichen darf.',
    command: 'CheckNetIsolation LoopbackExempt -a -n=<Paketfamilienname>',
  },
  honesty: {
    title: 'Was das nicht ist',
    text: 'Die Richtlinie ist eine Sache dieser App. Sie entscheidet über jede Verbindung, die Duplex selbst herstellt; sie ist keine Sandbox des Betriebssystems und gilt nicht für andere Programme, für Proxys hinter einer erlaubten Adresse oder für die Namensauflösung, die nach Namen gefragt wird. docs/security.md sagt genau, wovor sie schützt.',
  },
  journal: {
    title: 'Journal',
    label: 'Journal der Sockets',
    explanation: 'Jeder Socket, der seit dem Start der App geöffnet oder abgelehnt wurde.',
    columns: {
      time: 'Zeit',
      mark: 'Markierung',
      outcome: 'Ergebnis',
      where: 'Host',
      address: 'Adresse',
      why: 'Grund',
    },
    filter: 'Host oder Adresse',
    outcome: 'Ergebnis',
    outcomes: {
      all: 'Alle Ergebnisse',
      opened: 'Geöffnet',
      refused: 'Abgelehnt',
      failed: 'Fehlgeschlagen',
      canceled: 'Abgebrochen',
    },
    clear: 'Journal leeren',
    clearFilter: 'Alle anzeigen',
    count: (matching, all) => (matching === all ? `${all} Sockets` : `${matching} von ${all} Sockets`),
    oneCount: '1 Socket',
    dropped: (count) =>
      count === '1' ? 'der älteste ist nicht mehr vorhanden' : `die ältesten ${count} sind nicht mehr vorhanden`,
    empty: 'Noch kein Socket',
    emptyText:
      'Auf einer beliebigen Seite verbinden: Jeder Versuch wird hier aufgeführt, mit den Regeln, die ihn hinausgelassen oder abgelehnt haben.',
    noMatch: 'Nichts passt zu diesem Filter',
    noMatchText: (all) => (all === '1' ? 'Insgesamt gibt es einen Eintrag.' : `Insgesamt gibt es ${all} Einträge.`),
    newRows: (count) => `${count} neu`,
    detail: 'Ausgewählter Socket',
    reasoning: 'Was entschieden wurde, und warum',
    address: (address) => `Seine Adresse: ${address}`,
    purpose: (purpose) => `Wofür er war: ${purpose}`,
    closeDetail: 'Details schließen',
    askAbout: 'Diese Adresse erneut prüfen',
    number: (number) => `Nr. ${number}`,
    opened: { tcp: 'TCP-Verbindung', tls: 'TLS-Verbindung' },
    canceled: 'Aufgegeben, bevor er offen war.',
  },
};
