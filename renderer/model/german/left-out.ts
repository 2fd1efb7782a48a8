import type { Words } from '../words.ts';

/** What an import or a copy leaves out, in German. */
export const leftOutLines: Words['leftOutLines'] = {
  header: (option, line) => `${option}: „${line}“ ist kein Header`,
  headerOfTwo: (name) => `${name}: ein Feld von HTTP/2`,
  madeAnew: (names) => `Für jede Verbindung neu erzeugt: ${names}`,
  extensions: (names) => `Erweiterungen in Sec-WebSocket-Extensions: ${names}`,
  subprotocolOff: (name) => `Das Subprotokoll „${name}“, das ausgeschaltet war`,
  parameterOff: (name) => `Der Parameter „${name}“ der Abfrage, der ausgeschaltet war`,
  cookieWithoutName: (pair) => `Cookie: „${pair}“ hat keinen Namen`,
  cookieFile: (option) => `${option}: Cookies in einer Datei werden nicht gelesen`,
  login: (type) => `Die Anmeldung „${type}“: dafür gibt es nichts Entsprechendes`,
  loginOff: (type) => `Die Anmeldung „${type}“, die ausgeschaltet war`,
  noUser: (option) => `${option}: es gibt keinen Benutzer`,
  proxyKind: (address) => `Der Proxy ${address}: nur http- und socks5-Proxys sind bekannt`,
  noProxy: (option) => `${option}: es gibt keinen Proxy`,
  hostsWithoutProxy: (option) => `${option}: Hosts ohne Proxy sind eine Einstellung der App`,
  redirects: (most, wanted) => `Mehr als ${most} Umleitungen wird nie gefolgt: gewünscht waren ${wanted}`,
  redirectsOff: (option) => `${option}: ohne -L wird Umleitungen nicht gefolgt`,
  certificateKind: (option) => `${option}: Zertifikate sind PEM- oder PFX-Dateien`,
  certificateAndKey: (option) => `${option}: Zertifikat und Schlüssel müssen in einer PEM- oder PFX-Datei stehen`,
  noCertificate: (option) => `${option}: es gibt kein Clientzertifikat`,
  passphraseToType: (option) => `${option}: die Passphrase sollte eingegeben werden`,
  authority: (option) => `${option}: vertrauen Sie der Zertifizierungsstelle auf der Seite „Sichere Verbindungen“`,
  nothingLikeIt: (option) => `${option}: dafür gibt es nichts Entsprechendes`,
  optionUnknown: (option) => `${option}: diese Option ist nicht bekannt`,
  valueMissing: (option) => `${option}: der Wert fehlt`,
  argumentUnknown: (word) => `„${word}“: dieses Argument ist nicht bekannt`,
  aboutOutput: (options) => `Betrifft Ablauf und Ausgabe des Programms, nicht die Verbindung: ${options}`,
  seconds: (option, value) => `${option}: „${value}“ ist keine Zahl von Sekunden bis zu einem Tag`,
  pings: (option) => `${option}: Pings werden alle 0,1 Sekunden bis einmal am Tag gesendet`,
  waitsLonger: (option, ms) => `${option}: wartet mindestens 100 ms, nicht ${ms}`,
  onlyWith: (option, other) => `${option}: das hat nur mit ${other} eine Bedeutung`,
  method: (option) => `${option}: die Methode eines Eröffnungs-Handshakes ist GET`,
  noBody: (option) => `${option}: die Anforderung eines WebSockets hat keinen Inhalt`,
  compressesAnswers: (option) => `${option}: das komprimiert Antworten von HTTP, nicht Nachrichten`,
  versionOfProtocol: (option) => `${option}: die Version des Protokolls ist immer 13`,
  staysOpen: (option) => `${option}: eine Verbindung bleibt offen, bis sie geschlossen wird`,
  neverCut: (option) => `${option}: Nachrichten werden nie gekürzt`,
  server: (option) => `${option}: das ist ein Server, und Server werden nicht importiert`,
  lastAddress: (option) => `${option}: es gilt die letzte Adresse`,
  hostOfAddress: (option, address) => `${option}: die Verbindung geht zum Host von ${address}`,
  commandUnknown: (name) => `Der Befehl „${name}“ ist nicht bekannt`,
  commandWithoutAddress: (program) => `Dieser ${program}-Befehl enthält keine Adresse eines WebSockets`,
  ofShell: (part, program) => `${part}: das macht die Shell, nicht ${program}`,
  unknownInput: (program) => `Was „${program}“ hineinschreibt, ist nicht bekannt, ohne es auszuführen`,
  ofLink: (name) => `${name} des Links`,
  ofRequest: (name) => `${name} der Anforderung`,
  ofCollection: (name) => `${name} der Sammlung`,
  resources: (count, type) => `${count}-mal ${type}`,
  otherRequests: (count) =>
    count === 1
      ? '1 Anforderung, die keine eines WebSockets ist'
      : `${count} Anforderungen, die keine eines WebSockets sind`,
  received: (count) => (count === 1 ? '1 empfangene Nachricht' : `${count} empfangene Nachrichten`),
  socketsTooMany: (more, most) => `${more} WebSockets nach den ersten ${most}`,
  messagesTooMany: (more, most) => `${more} Nachrichten nach den ersten ${most}`,
  documentsTooMany: (more, most) => `${more} Dokumente: höchstens ${most} werden auf einmal importiert`,
  frames: (opcode) => `Frames mit dem Opcode ${opcode}`,
  braces: () => 'Eine Nachricht enthält „{{“: was dort steht, gilt als Variable',
  tag: () => 'Ein Tag „{% … %}“: an seine Stelle gehört, was er berechnet',
  functionUnknown: (written) => `${written}: diese Funktion gibt es nicht`,
  variablesOff: () => 'Variablen, die ausgeschaltet waren',
  variableValues: (names) => `Werte von Variablen, die im Importierten nicht vorkommen: ${names}`,
  secretTaken: (name) => `Der Wert von ${name}: ein Geheimnis dieses Namens hat einen anderen`,
  secretsTooMany: () => 'Geheimnisse, die doppelt sind oder nach den ersten 100 stehen',
  notOfDocument: (name, field) => `${name}: ${field === '' ? 'es' : field} ist nicht, was ein Dokument haben kann`,
  cannotTell: (part, program) => `${partName(part)}: ${programName(program)} kennt keine Angabe dazu`,
  issuer: (program) =>
    `Der vorgeschriebene Aussteller des Serverzertifikats: ${programName(program)} kennt nichts Entsprechendes`,
  issuerInModule: () => 'Der vorgeschriebene Aussteller des Serverzertifikats: setzen Sie control.serverTrust',
  someErrors: (errors, program) =>
    `Ignorieren von ${errors}: ${programName(program)} ignoriert alle Fehler eines Zertifikats oder keinen`,
  onlyBasic: (program) => `Die Anmeldung per Digest: ${programName(program)} kennt nur Basic`,
  certificateFile: (program, read, other) =>
    `Das Clientzertifikat: ${programName(program)} liest ${read}-Dateien, nicht ${other}`,
  noSocks: (program) => `Der Proxy: ${programName(program)} kennt kein SOCKS5`,
  onlySocks: (program) => `Der Proxy: ${programName(program)} kennt nur SOCKS5`,
  proxyLogin: (program) => `Die Anmeldung am Proxy: ${programName(program)} erfährt sie auf andere Weise`,
  alwaysCompresses: (program) =>
    `Dass nichts komprimiert wird: ${programName(program)} bietet immer permessage-deflate an`,
  noCompression: (program) => `Komprimierung: ${programName(program)} hat keine für WebSockets`,
  plainPings: (program) => `Keep-Alive: ${programName(program)} sendet Pings ohne Nutzdaten, in ganzen Sekunden`,
  steadyWaits: (program) =>
    `Erneutes Verbinden: ${programName(program)} wartet jedes Mal gleich lange und hört nie auf`,
  jitter: () => 'Dass der Zufall die Wartezeiten vor dem erneuten Verbinden verkürzt',
  timeLimits: () => 'Zeitlimits: geben Sie connectAsync ein Signal',
  wholeMessages: () => 'Die Art des Sockets: hier werden ganze Nachrichten empfangen',
  headerWithVariable: (name) => `Der Header ${name}, da sein Wert ein Geheimnis oder eine Variable ist`,
  addressVariables: () => 'Werte von Variablen in der Adresse: wer den Link öffnet, braucht eigene',
  cookies: () => 'Alle Cookies',
  ownLogin: () => 'Die Anmeldung',
  ownCertificate: () => 'Das Clientzertifikat',
  ownProxy: () => 'Der Proxy',
  trust: () => 'Was vertrauenswürdig ist: ein Link kann niemanden dazu bringen, einem Server zu vertrauen',
  byHand: (written) => `Von Hand auszufüllen: ${written}`,
  environment: (names) => `Geheimnisse und Variablen. Setzen Sie zuerst diese in der Umgebung: ${names}`,
};

function partName(part: string): string {
  return parts[part] ?? part;
}

function programName(program: string): string {
  return programs[program] ?? program;
}

const parts: Readonly<Record<string, string>> = {
  socket: 'Die Art des Sockets',
  compression: 'Komprimierung und ihre Parameter',
  compressionParameters: 'Parameter der Komprimierung',
  limits: 'Größen- und Zeitlimits',
  otherLimits: 'Größenlimits und Zeitlimits im Leerlauf',
  redirects: 'Wie vielen Umleitungen gefolgt wird',
  keepAlive: 'Keep-Alive',
  reconnect: 'Erneutes Verbinden',
  automaticPong: 'Wie Pings beantwortet werden',
};

const programs: Readonly<Record<string, string>> = { node: 'dieses Modul', duplexLink: 'ein Link' };
