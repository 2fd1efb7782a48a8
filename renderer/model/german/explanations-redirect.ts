import type { Words } from '../words.ts';

/** Redirects that were to be followed, in German. */
export const redirectExplanations = {
  'redirect-loop': (chain) => ({
    what: 'Die Umleitungen des Servers führen im Kreis.',
    why: `Sie führten: ${chain}, und dann zu einer davon zurück.`,
  }),
  'redirect-too-many': (count, to) => ({
    what: 'Der Server hat die Verbindung zu oft umgeleitet.',
    why: `${count === 1 ? 'Einer Umleitung' : `${count} Umleitungen`} wurde gefolgt, zuletzt zu ${to}, und dort kam noch eine.`,
  }),
  'redirect-without-tls': (to) => ({
    what: 'Der Server will ohne TLS fortfahren.',
    why: `Die Verbindung begann mit wss:, und die Umleitung führt zu ${to}, wo jeder auf dem Weg mitlesen könnte.`,
  }),
  'redirect-not-an-address': (location) => ({
    what: 'Die Umleitung des Servers führt zu keiner WebSocket-Adresse.',
    why: `Ihre Location ist „${location}“.`,
  }),
  'redirect-failed': (message) => ({
    what: 'Einer Umleitung des Servers konnte nicht gefolgt werden.',
    why: `Was nicht stimmt: ${message}.`,
  }),
} satisfies Partial<Words['attempts']['explanations']>;
