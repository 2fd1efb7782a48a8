import type { Words } from '../words.ts';

/** No TLS session, or the server ended it for a client certificate; in German. */
export const tlsExplanations = {
  'tls-other-protocol': (where, protocol, begin) => ({
    what: `Unter ${where} ist ein Server für ${protocol}, keiner mit TLS.`,
    why: `Was er gesendet hat, beginnt mit ${begin}.`,
  }),
  'tls-plain-server': (where, begin) => ({
    what: `Der Server ${where} spricht kein TLS.`,
    why:
      begin === ''
        ? 'Was er geantwortet hat, ist kein TLS: An diesem Port spricht er unverschlüsseltes HTTP oder etwas anderes.'
        : `Was er geantwortet hat, ist kein TLS: Es beginnt mit „${begin}“.`,
  }),
  'tls-no-answer': (where, time) => ({
    what: `Der Server ${where} hat die Verbindung angenommen und nie geantwortet.`,
    why: `Er wurde mit TLS begrüßt und blieb ${time} lang stumm: Er wartet auf ein anderes Protokoll oder hängt.`,
  }),
  'tls-client-certificate-wanted': (where) => ({
    what: `Der Server ${where} verlangt ein Clientzertifikat.`,
    why: 'Er hat den TLS-Handshake beendet, weil keines gesendet wurde (Alert certificate_required).',
  }),
  'tls-client-certificate-expired': (alert) => ({
    what: 'Der Server gibt an, dass das Clientzertifikat abgelaufen ist.',
    why: `Er hat den TLS-Handshake mit dem Alert ${alert} beendet.`,
  }),
  'tls-client-certificate-unknown-authority': (alert) => ({
    what: 'Der Server vertraut der Zertifizierungsstelle des Clientzertifikats nicht.',
    why: `Er hat den TLS-Handshake mit dem Alert ${alert} beendet: Er erwartet ein Zertifikat einer anderen Zertifizierungsstelle.`,
  }),
  'tls-client-certificate-refused': (alert) => ({
    what: 'Der Server nimmt das Clientzertifikat nicht an.',
    why: `Er hat den TLS-Handshake mit dem Alert ${alert} beendet.`,
  }),
  'tls-version': (where, evidence) => ({
    what: `Der Server ${where} und diese App haben keine gemeinsame TLS-Version.`,
    why: `Diese App spricht TLS 1.2 und 1.3; der Handshake endete mit ${evidence}.`,
  }),
  'tls-name-unknown': (name) => ({
    what: `Der Server hat unter dem Namen ${name} nichts.`,
    why: 'Er hat den TLS-Handshake mit dem Alert unrecognized_name beendet.',
  }),
  'tls-no-http': (where) => ({
    what: `Der Server ${where} spricht über TLS kein HTTP/1.1.`,
    why: 'Er hat den TLS-Handshake mit dem Alert no_application_protocol beendet; ein WebSocket wird nur über HTTP/1.1 angeboten.',
  }),
  'tls-nothing-in-common': (where, alert) => ({
    what: `Der Server ${where} stimmt dem TLS, das diese App anbietet, nicht zu.`,
    why: `Er hat den Handshake mit dem Alert ${alert} beendet: Es gibt kein gemeinsames Verschlüsselungsverfahren, er kennt den Namen nicht, oder er verlangt ein Clientzertifikat.`,
  }),
  'tls-weak': (where, code) => ({
    what: `Die Schlüssel des Servers ${where} sind zu schwach.`,
    why: `Das TLS dieser App nimmt sie nicht an (${code}).`,
  }),
  'tls-alert': (where, alert) => ({
    what: `Der Server ${where} hat den TLS-Handshake abgebrochen.`,
    why: `Er hat den Alert ${alert} gesendet.`,
  }),
  'tls-reset': (where, code) => ({
    what: `Die Verbindung mit ${where} wurde während des TLS-Handshakes zurückgesetzt.`,
    why: `Sie wurde nach der Begrüßung zurückgesetzt (${code}): Der Server spricht hier kein TLS, oder etwas auf dem Weg trennt solche Verbindungen.`,
  }),
  'tls-closed': (where) => ({
    what: `Der Server ${where} hat die Verbindung während des TLS-Handshakes geschlossen.`,
    why: 'Sie endete ohne ein Wort, wie bei Servern, die an diesem Port kein TLS sprechen oder für einen anderen Namen da sind.',
  }),
  'tls-failed': (where, message) => ({
    what: `Es gibt keine sichere Verbindung mit ${where}.`,
    why: `TLS meldet: ${message}.`,
  }),
} satisfies Partial<Words['attempts']['explanations']>;
