import { formatCount } from '../format.ts';
import type { Words } from '../words.ts';

const problems: Words['certificates']['problems'] = {
  Untrusted: {
    title: 'Niemand, dem Sie vertrauen, bürgt dafür',
    ignoring:
      'Ein solches Zertifikat kann jeder ausstellen: Sie könnten mit jemandem sprechen, der zwischen Ihnen und dem Server steht.',
  },
  Revoked: {
    title: 'Es wurde gesperrt',
    ignoring:
      'Seine Zertifizierungsstelle hat es zurückgezogen, meist weil der Schlüssel gestohlen wurde: Wer den Schlüssel hat, kann sich als der Server ausgeben.',
  },
  Expired: {
    title: 'Sein Gültigkeitszeitraum passt nicht',
    ignoring:
      'Zu dieser Zeit bürgt niemand dafür: Sein Schlüssel kann aufgegeben worden sein, und Zertifizierungsstellen teilen nicht mehr mit, ob er gestohlen wurde.',
  },
  IncompleteChain: {
    title: 'Die Kette hat eine Lücke',
    ignoring:
      'Ob eine Zertifizierungsstelle, der Sie vertrauen, es ausgestellt hat, lässt sich nicht feststellen: Es ist so viel wert wie ein Zertifikat, das jeder ausstellen kann.',
  },
  InvalidSignature: {
    title: 'Seine Signatur ist falsch',
    ignoring: 'Es wurde verändert oder von seinem Aussteller nie signiert: Nichts darin ist glaubwürdig.',
  },
  WrongUsage: {
    title: 'Es wurde für einen anderen Zweck ausgestellt',
    ignoring: 'Seine Zertifizierungsstelle hat nicht geprüft, ob der Inhaber diesen Server betreibt.',
  },
  InvalidName: {
    title: 'Es gilt für einen anderen Host',
    ignoring:
      'Wem der andere Host gehört oder wer dessen Schlüssel kopiert hat, könnte anstelle dieses Servers antworten.',
  },
  InvalidCertificateAuthorityPolicy: {
    title: 'Die Richtlinie einer Zertifizierungsstelle verbietet es',
    ignoring: 'Es wurde entgegen den Regeln ausgestellt, unter denen seiner Zertifizierungsstelle vertraut wird.',
  },
  BasicConstraintsError: {
    title: 'Ein Aussteller darf keine Zertifikate ausstellen',
    ignoring: 'Jeder mit einem gewöhnlichen Zertifikat könnte eines für einen beliebigen Server ausstellen.',
  },
  UnknownCriticalExtension: {
    title: 'Es enthält eine Bedingung, die nicht verstanden wird',
    ignoring: 'Eine Bedingung, die eingehalten werden muss, würde nicht eingehalten, und niemand weiß, welche.',
  },
  RevocationInformationMissing: {
    title: 'Ob es gesperrt wurde, ist nicht bekannt',
    ignoring: 'Wenn sein Schlüssel gestohlen und es zurückgezogen wurde, würden Sie es nicht bemerken.',
  },
  RevocationFailure: {
    title: 'Die Auskunft, ob es gesperrt wurde, ist nicht verwendbar',
    ignoring:
      'Wenn sein Schlüssel gestohlen und es zurückgezogen wurde, würden Sie es nicht bemerken; jemand könnte das so wollen.',
  },
  OtherErrors: {
    title: 'Es ist nicht annehmbar',
    ignoring:
      'Sein Schlüssel oder seine Signatur lässt sich fälschen, oder es lässt sich nicht richtig lesen: Es beweist nichts.',
  },
};

/** The words of "Secure connections" in German. */
export const certificates: Words['certificates'] = {
  title: 'Sichere Verbindungen',
  sentence:
    'Die Zertifikatkette eines Servers ansehen und alles, was daran nicht stimmt, und entscheiden, wem Sie vertrauen.',
  address: {
    label: 'Adresse',
    field: 'Serveradresse',
    placeholder: 'wss://localhost:8443/echo',
    hint: 'Eine wss:-Adresse. Gesendet wird nur der Eröffnungs-Handshake.',
    look: 'Ansehen',
    lookName: 'Zertifikat ansehen',
    cancel: 'Abbrechen',
    lookingFor: (seconds) => (seconds === 0 ? 'Abruf läuft' : `Abruf läuft seit ${seconds} s`),
    noCertificate: 'Nur wss:-Server haben ein Zertifikat. Setzen Sie wss:// davor.',
  },
  empty: {
    title: 'Noch kein Zertifikat',
    text: 'Mit „Ansehen“ erscheint hier, wer es ausgestellt hat, was daran nicht stimmt und was das bedeutet. Der eingebaute Server eignet sich gut für den Anfang: Sein Zertifikat hat zwei Probleme.',
  },
  verdict: {
    label: 'Ergebnis',
    connects: (host) => `Eine Verbindung mit ${host} gelingt.`,
    connectsIn: (host, count) =>
      `Eine Verbindung mit ${host} gelingt, weil Sie ${count === 1 ? 'ein Problem' : `${count} Probleme`} zugelassen haben.`,
    refused: (host) => `Eine Verbindung mit ${host} wird abgelehnt.`,
    encryption: (protocol, cipher) => `${protocol}, ${cipher}`,
    noCertificate: 'Es kam kein Zertifikat an.',
  },
  chain: {
    title: 'Zertifikatkette',
    label: 'Zertifikatkette, vom Stamm abwärts',
    gap: (issuer) =>
      `Ausgestellt von „${issuer}“; dieses Zertifikat wurde nicht gesendet und ist nicht vertrauenswürdig`,
    roles: {
      server: 'Server',
      intermediate: 'Zwischenzertifizierungsstelle',
      root: 'Stammzertifizierungsstelle',
      self: 'Signiert sich selbst',
    },
    source: { sent: 'vom Server gesendet', trusted: 'vertrauenswürdig', given: 'von Ihnen angegeben' },
    fine: 'Nichts zu beanstanden',
    problemCount: (count) => (count === 1 ? '1 Problem' : `${count} Probleme`),
    unused: (count) =>
      count === 1
        ? 'Außerdem gesendet, ohne Platz in der Kette'
        : `Außerdem gesendet, ohne Platz in der Kette: ${count}`,
    details: (subject) => `Details zu ${subject}`,
    fields: {
      issuer: 'Ausgestellt von',
      validity: 'Gültig',
      names: 'Für',
      key: 'Schlüssel',
      serial: 'Seriennummer',
      sha256: 'SHA-256',
      publicKeySha256: 'SHA-256 des Schlüssels',
      source: 'Herkunft',
    },
    validity: (from, to) => `${from} bis ${to} (UTC)`,
    unreadable: 'nicht lesbar',
    noNames: 'kein Host',
    moreNames: (count) => `und ${count} weitere`,
    copySha256: (subject) => `SHA-256 von ${subject} kopieren`,
    copyKeySha256: (subject) => `SHA-256 des Schlüssels von ${subject} kopieren`,
    pin: 'Dieses Zertifikat anheften',
    pinKey: 'Seinen Schlüssel anheften',
    pinNote: (host) => `Von da an muss ${host} es vorweisen, sonst kommt keine Verbindung zustande.`,
  },
  problems,
  problem: {
    ignoring: 'Wenn Sie es ignorieren:',
    meaning: 'Was das bedeutet:',
    ignorable: 'kann zugelassen werden',
    fatal: 'kann nie zugelassen werden',
    accepted: 'von Ihnen zugelassen',
    accept: (error, host) => `${error} nur für ${host} und dieses Zertifikat zulassen`,
    question: 'Zulassen?',
    exactly: (error, host, port) =>
      `Verbindungen mit ${host}, Port ${port}, dürfen das Problem ${error} haben, solange der Server das Zertifikat mit diesem SHA-256 vorweist:`,
    exactlyNot:
      'Ein anderes Problem, ein anderer Host oder Port oder ein anderes Zertifikat wird damit nicht zugelassen. Unter „Was Sie für vertrauenswürdig halten“ lässt es sich jederzeit zurücknehmen.',
    yes: 'Zulassen',
    no: 'Jetzt nicht',
  },
  validation: {
    title: 'Benutzerdefinierte Prüfung',
    label: 'Für jede wss:-Verbindung dieser App',
    kinds: {
      none: { label: 'Keine', line: 'Ein Zertifikat ohne Probleme genügt.' },
      issuer: {
        label: 'Aussteller',
        line: 'Außerdem muss jedes Zertifikat, das der Server sendet, von diesem Namen ausgestellt sein.',
      },
      pin: {
        label: 'Fingerabdruck',
        line: 'Außerdem muss die Kette dieses Zertifikat oder diesen Schlüssel enthalten.',
      },
      ask: {
        label: 'Nachfragen',
        line: 'Jede Verbindung wartet auf Ihr Ja. Es lässt für dieses eine Mal durch, was ignoriert werden kann.',
      },
    },
    issuer: 'Allgemeiner Name des Ausstellers',
    pin: 'SHA-256 eines Zertifikats oder Schlüssels',
    apply: 'Anwenden',
    noIssuer: 'Geben Sie den Namen des Ausstellers ein.',
    noPin: 'Geben Sie 64 hexadezimale Ziffern ein, mit oder ohne Doppelpunkte.',
    holds: 'Das gilt jetzt.',
    unsaved: 'Noch nicht angewendet.',
  },
  question: {
    label: 'Frage zum Zertifikat',
    title: (host, port) => `Mit ${host}, Port ${port}, verbinden?`,
    fine: 'Mit dem Zertifikat ist alles in Ordnung.',
    problems: (count) =>
      count === 1
        ? 'Das Zertifikat hat ein Problem, das ein Ja für dieses eine Mal durchlässt:'
        : `Das Zertifikat hat ${count} Probleme, die ein Ja für dieses eine Mal durchlässt:`,
    subject: (subject, issuer) => `„${subject}“, ausgestellt von „${issuer}“`,
    sha256: 'SHA-256',
    timeLeft: (seconds) => `Ohne Antwort endet der Versuch in ${seconds} s.`,
    yes: 'Verbinden',
    no: 'Ablehnen',
    another: (count) => (count === 1 ? 'Ein weiterer Server wartet.' : `${count} weitere Server warten.`),
  },
  trusted: {
    title: 'Was Sie für vertrauenswürdig halten',
    nothing:
      'Nichts außer den mitgelieferten Zertifizierungsstellen. Was Sie zulassen oder anheften, sowie hinzugefügte Zertifizierungsstellen und Sperrlisten stehen hier.',
    addAuthority: 'Zertifizierungsstelle hinzufügen …',
    addRevocationList: 'Sperrliste hinzufügen …',
    replaceSystem: 'Nur eigenen Zertifizierungsstellen vertrauen',
    replaceSystemLine: 'Die mitgelieferten zählen nicht.',
    replaceSystemNobody: 'Sie haben keine: Keinem Zertifikat wird vertraut.',
    authorities: 'Ihre Zertifizierungsstellen',
    pins: 'Angeheftete Fingerabdrücke',
    exceptions: 'Zugelassene Probleme',
    revocationLists: 'Sperrlisten',
    revoked: (count) => (count === 1 ? '1 Zertifikat gesperrt' : `${formatCount(count)} Zertifikate gesperrt`),
    listOf: (day) => `vom ${day}`,
    nextList: (day) => `nächste fällig am ${day}`,
    outOfDate: (day) => `veraltet seit ${day}: die nächste hinzufügen`,
    notAnAuthority: 'nicht als Zertifizierungsstelle gekennzeichnet',
    authority: (to) => `gültig bis ${to}`,
    pinOf: { certificate: 'Zertifikat', publicKey: 'Schlüssel' },
    pin: (kind, subject) => `${kind} von „${subject}“`,
    exception: (errors, subject) => `${errors} von „${subject}“`,
    since: (day) => `seit ${day}`,
    remove: (what) => `${what} entfernen`,
    removeLabel: 'Entfernen',
    removed: (what) => `Entfernt: ${what}.`,
    undo: 'Rückgängig',
    dismiss: 'Schließen',
  },
  badFile: {
    what: 'Was Sie für vertrauenswürdig halten, konnte nicht gelesen werden; deshalb gelten nur die mitgelieferten Zertifizierungsstellen.',
    advice:
      'Ihre eigenen Zertifizierungsstellen, angehefteten Fingerabdrücke und zugelassenen Probleme gelten nicht. Die Datei bleibt erhalten; entscheiden Sie auf dieser Seite neu.',
    open: '„Sichere Verbindungen“ öffnen',
  },
};
