import type { Words } from '../words.ts';

/** An answer to the opening handshake that is none, or not a right one; in German. */
export const upgradeExplanations = {
  'upgrade-no-answer': (where, time) => ({
    what: `Der Server ${where} hat die Anforderung angenommen und nie geantwortet.`,
    why: `Nachdem der Eröffnungs-Handshake gesendet war, kam ${time} lang nichts.`,
  }),
  'upgrade-slow-answer': (where, time, firstLine, length) => ({
    what: `Die Antwort des Servers ${where} kam nie zu ihrem Ende.`,
    why: `In ${time} kamen ${length} Zeichen ihres Kopfes, der mit „${firstLine}“ beginnt.`,
  }),
  'upgrade-reset': (where, code, isSecure) => ({
    what: `Der Server ${where} hat die Verbindung zurückgesetzt, statt zu antworten.`,
    why: `Die Anforderung wurde gesendet, und die Verbindung wurde zurückgesetzt, bevor die Antwort vollständig war (${code}); ${endsSo(isSecure)}`,
  }),
  'upgrade-closed': (where, isSecure) => ({
    what: `Der Server ${where} hat die Verbindung geschlossen, statt zu antworten.`,
    why: `Die Anforderung wurde gesendet, und die Verbindung endete, bevor die Antwort vollständig war; ${endsSo(isSecure)}`,
  }),
  'upgrade-tls-server': (where) => ({
    what: `Der Server ${where} erwartet TLS.`,
    why: 'Seine Antwort auf die unverschlüsselte Anforderung ist ein TLS-Alert.',
  }),
  'upgrade-http2-server': (where) => ({
    what: `Der Server ${where} spricht nur HTTP/2.`,
    why: 'Seine Antwort beginnt mit einem HTTP/2-Frame; der Eröffnungs-Handshake ist HTTP/1.1.',
  }),
  'upgrade-other-protocol': (where, protocol, begin) => ({
    what: `Unter ${where} ist ein Server für ${protocol}, nicht für WebSockets.`,
    why: `Was er gesendet hat, beginnt mit ${begin}.`,
  }),
  'upgrade-not-http': (where, begin) => ({
    what: `Der Server ${where} spricht kein HTTP.`,
    why: `Was er gesendet hat, beginnt mit ${begin}.`,
  }),
  'upgrade-head-too-long': (where, limit) => ({
    what: `Die Header der Antwort von ${where} sind zu lang.`,
    why: `Sie sind länger als ${limit} Bytes, mehr als von irgendeinem Server gelesen wird: Oft sammeln sich Cookies oder Tracing-Header an.`,
  }),
  'upgrade-malformed-header': (where, line) => ({
    what: `Die Antwort des Servers ${where} hat einen fehlerhaften Header.`,
    why: `Eine ihrer Zeilen lautet ${line}, und das ist kein Header (RFC 9112, Abschnitt 5).`,
  }),
  'upgrade-interim-answers': (where) => ({
    what: `Der Server ${where} sendet Zwischenantworten und keine richtige.`,
    why: 'Es kamen mehr als zehn mit einem Status von 100 bis 199 außer 101.',
  }),
  'upgrade-spoke-first': (where, begin) => ({
    what: `Der Server ${where} hat gesprochen, bevor er gefragt wurde.`,
    why: `Was er gesendet hat, beginnt mit ${begin}. Ein WebSocket-Server wartet auf die Anforderung; andere grüßen zuerst.`,
  }),
  'upgrade-no-upgrade-header': (got) => ({
    what: 'Die Antwort sagt 101 und wechselt nicht zu WebSocket.',
    why:
      got === ''
        ? 'Sie hat keinen Header Upgrade: Etwas dazwischen hat ihn vielleicht entfernt.'
        : `Ihr Header Upgrade ist „${got}“ statt „websocket“.`,
  }),
  'upgrade-no-connection-header': (got) => ({
    what: 'Die Antwort sagt 101, und ihr Header Connection passt nicht dazu.',
    why:
      got === ''
        ? 'Sie hat keinen Header Connection: Etwas dazwischen hat ihn vielleicht entfernt.'
        : `Er ist „${got}“ und müsste das Wort „Upgrade“ enthalten (RFC 6455, Abschnitt 4.2.2).`,
  }),
  'upgrade-accept-missing': () => ({
    what: 'Der Server weist nicht nach, dass er den Eröffnungs-Handshake verstanden hat.',
    why: 'Seine Antwort hat keinen Header Sec-WebSocket-Accept.',
  }),
  'upgrade-accept-wrong': (got, expected) => ({
    what: 'Der Nachweis des Servers, dass er den Eröffnungs-Handshake verstanden hat, ist falsch.',
    why: `Sec-WebSocket-Accept ist „${got}“, und zum gesendeten Schlüssel gehört „${expected}“: Der Server berechnet ihn falsch, oder die Antwort gilt einer anderen Anforderung.`,
  }),
  'upgrade-subprotocol-not-asked-for': (got) => ({
    what: `Der Server hat das Unterprotokoll ${got} gewählt, und es wurde keines angeboten.`,
    why: 'Seine Antwort nennt es in Sec-WebSocket-Protocol; ein Server darf nur unter den angebotenen wählen.',
  }),
  'upgrade-subprotocol-not-offered': (got, offered) => ({
    what: `Der Server hat das Unterprotokoll ${got} gewählt, das nicht angeboten wurde.`,
    why: `Angeboten wurde: ${offered}; bei Namen kommt es auf Groß- und Kleinschreibung an.`,
  }),
  'upgrade-subprotocol-twice': (got) => ({
    what: 'Der Server hat mehr als ein Unterprotokoll gewählt.',
    why: `Seine Antwort nennt ${got}; nur eines ist erlaubt.`,
  }),
  'upgrade-extension-not-offered': (got) => ({
    what: 'Der Server hat eine Erweiterung eingeschaltet, die nicht angeboten wurde.',
    why: `Seine Antwort enthält Sec-WebSocket-Extensions: ${got}.`,
  }),
  'upgrade-extension-parameters': (got) => ({
    what: 'Die Antwort des Servers zur Komprimierung passt nicht zum Angebot.',
    why: `Seine Sec-WebSocket-Extensions sind „${got}“ (RFC 7692, Abschnitt 7).`,
  }),
  'upgrade-invalid': (message) => ({
    what: 'Die Antwort des Servers auf den Eröffnungs-Handshake ist nicht gültig.',
    why: `Was nicht stimmt: ${message}.`,
  }),
  'upgrade-lost': (where, message) => ({
    what: `Die Verbindung mit ${where} ist während des Eröffnungs-Handshakes abgebrochen.`,
    why: `Das System meldet: ${message}.`,
  }),
} satisfies Partial<Words['attempts']['explanations']>;

function endsSo(isSecure: boolean): string {
  return isSecure
    ? 'so verhält sich auch ein Server, der das Clientzertifikat nicht annimmt oder eines vermisst.'
    : 'so verhält sich auch ein Server, der auf TLS wartet.';
}
