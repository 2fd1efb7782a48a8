import type { Words } from '../words.ts';

/** No TCP connection, in German. */
export const tcpExplanations = {
  'tcp-refused-default-port': (where, scheme, port, code) => ({
    what: `Unter ${where} lauscht nichts.`,
    why: `Die Adresse hat keinen Port, deshalb wurde ${port} verwendet, der Port von ${scheme}:; der Rechner hat ihn abgelehnt (${code}).`,
  }),
  'tcp-refused-this-computer': (where, code) => ({
    what: `Kein Programm auf diesem Computer lauscht unter ${where}.`,
    why: `Die Verbindung wurde sofort abgelehnt (${code}): Der Server läuft nicht oder lauscht an einem anderen Port oder einer anderen Adresse.`,
  }),
  'tcp-refused': (where, code) => ({
    what: `Unter ${where} lauscht nichts.`,
    why: `Der Rechner hat geantwortet und die Verbindung abgelehnt (${code}): An diesem Port läuft kein Server, oder eine Firewall weist sie ab.`,
  }),
  'tcp-refused-by-proxy-host': (where, code) => ({
    what: `Unter ${where} lauscht kein Proxy.`,
    why: `Der Rechner des Proxys hat die Verbindung abgelehnt (${code}).`,
  }),
  'tcp-no-answer': (where, time) => ({
    what: `${where} antwortet nicht.`,
    why: `In ${time} kam weder eine Verbindung noch eine Ablehnung: Eine Firewall verwirft die Pakete, oder der Rechner ist ausgeschaltet oder überlastet.`,
  }),
  'tcp-proxy-no-answer': (where, time) => ({
    what: `Der Proxy unter ${where} antwortet nicht.`,
    why: `In ${time} kam von ihm weder eine Verbindung noch eine Ablehnung.`,
  }),
  'tcp-network-unreachable': (where, code) => ({
    what: `Dieser Computer hat keinen Weg zum Netzwerk von ${where}.`,
    why: `Sein System kennt keine Route dorthin (${code}): Er ist offline, oder die Adresse ist von einer Art, für die er keine Verbindung hat.`,
  }),
  'tcp-ipv6-unavailable': (where, code) => ({
    what: 'Dieser Computer kann keine Verbindungen mit IPv6-Adressen herstellen.',
    why: `${where} ist eine, und das System hat keine IPv6-Adresse oder -Route, um sich damit zu verbinden (${code}).`,
  }),
  'tcp-host-unreachable': (where, code) => ({
    what: `Der Rechner unter ${where} ist nicht erreichbar.`,
    why: `Ein Router oder dieser Computer meldet, dass kein Weg dorthin führt (${code}): Er ist ausgeschaltet oder in einem Netzwerk, an dem dieser Computer nicht teilnimmt.`,
  }),
  'tcp-not-permitted': (where, code) => ({
    what: `Dieser Computer selbst verbietet die Verbindung mit ${where}.`,
    why: `Das System hat sie abgelehnt, bevor etwas gesendet wurde (${code}): Eine lokale Firewall oder ein Sicherheitsprogramm hat eine Regel dagegen.`,
  }),
  'tcp-address-not-available': (where, code) => ({
    what: `Das System hat keine Adresse oder keinen Port mehr, um sich mit ${where} zu verbinden.`,
    why: `Es meldet ${code}: Zu viele Verbindungen sind gleichzeitig offen, oder sein Netzwerk wird gerade umgestellt.`,
  }),
  'tcp-too-many-open': (where, code) => ({
    what: 'Zu viele Dateien und Verbindungen sind offen.',
    why: `Für ${where} hat das System keine mehr hergegeben (${code}).`,
  }),
  'tcp-reset': (where, code) => ({
    what: `Die Verbindung mit ${where} wurde während des Aufbaus getrennt.`,
    why: `Sie wurde zurückgesetzt (${code}): So verhält sich eine Firewall oder ein überlasteter Server.`,
  }),
  'tcp-failed': (where, message) => ({
    what: `Es gibt keine Verbindung mit ${where}.`,
    why: `Das System meldet: ${message}.`,
  }),
} satisfies Partial<Words['attempts']['explanations']>;
