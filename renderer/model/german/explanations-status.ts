import type { Words } from '../words.ts';

/** An HTTP status that is not 101, in German. */
export const statusExplanations = {
  'http-captive-portal': (host, status, to) => ({
    what: 'Das Netzwerk verlangt zuerst eine Anmeldung.',
    why: `Geantwortet hat nicht ${host}, sondern eine Anmeldeseite des Netzwerks: ${status}${to === '' ? '' : `, ${to}`}.`,
  }),
  'http-redirect-to-tls': (status, to) => ({
    what: 'Der Server verlangt die Verbindung über TLS.',
    why: `Er hat mit ${status} geantwortet und zu ${to} umgeleitet; Umleitungen wird nur gefolgt, wenn das eingeschaltet ist.`,
  }),
  'http-redirect': (status, to) => ({
    what: 'Der Server hat den WebSocket unter einer anderen Adresse.',
    why: `Er hat mit ${status} geantwortet und zu ${to} umgeleitet; Umleitungen wird nur gefolgt, wenn das eingeschaltet ist.`,
  }),
  'http-redirect-nowhere': (status) => ({
    what: 'Der Server hat mit einer Umleitung geantwortet, die nirgendwohin führt.',
    why: `Er hat mit ${status} geantwortet, ohne Adresse (Location), bei der es weitergeht.`,
  }),
  'http-login-wrong': (realm, schemes) => ({
    what: 'Der Server nimmt Benutzernamen und Kennwort nicht an.',
    why: `Er hat auf die Anmeldedaten${realm === '' ? '' : ` für „${realm}“`} mit 401 geantwortet${schemes === '' ? '' : `; er nimmt ${schemes}`}.`,
  }),
  'http-login-wanted': (schemes) => ({
    what: 'Der Server verlangt eine Anmeldung.',
    why:
      schemes === ''
        ? 'Er hat mit 401 geantwortet, ohne zu sagen, wie man sich anmeldet; oft verlangt er ein Token in einem Header oder in der Adresse.'
        : `Er hat mit 401 geantwortet und nimmt ${schemes}; es wurde nichts davon gesendet.`,
  }),
  'http-tls-port': (status) => ({
    what: 'Der Server erwartet TLS.',
    why: `Er hat mit ${status} geantwortet und gibt an, dass eine unverschlüsselte Anforderung an einem Port für TLS ankam.`,
  }),
  'http-origin-forbidden': (origin, status) => ({
    what: 'Der Server hat die Verbindung abgelehnt, wahrscheinlich wegen ihres Origin.',
    why: `Er hat mit ${status} geantwortet, und die Anforderung hatte den Header Origin: ${origin}; viele Server lassen nur ihre eigenen Seiten zu.`,
  }),
  'http-forbidden': (status, said) => ({
    what: 'Der Server hat die Verbindung abgelehnt.',
    why: `Er hat mit ${status} geantwortet${said === '' ? '' : `: „${said}“`}; er hat die Anforderung verstanden und erlaubt sie nicht.`,
  }),
  'http-not-found': (path, status) => ({
    what: `Unter ${path} hat der Server nichts.`,
    why: `Er hat mit ${status} geantwortet: Er läuft, und sein WebSocket ist unter einem anderen Pfad.`,
  }),
  'http-gone': (path, status) => ({
    what: `Was unter ${path} war, wurde entfernt.`,
    why: `Der Server hat mit ${status} geantwortet.`,
  }),
  'http-method': (path, status) => ({
    what: `Unter ${path} ist kein WebSocket.`,
    why: `Der Server hat mit ${status} geantwortet: Dieser Pfad nimmt kein GET an, und damit beginnt jeder WebSocket.`,
  }),
  'http-proxy-login': (status) => ({
    what: 'Ein Proxy auf dem Weg verlangt eine Anmeldung.',
    why: `Die Antwort auf die Anforderung selbst war ${status}, und das antwortet nur ein Proxy: Die Verbindung geht durch einen, der nicht eingestellt wurde.`,
  }),
  'http-version-not-supported': (versions) => ({
    what: 'Der Server spricht eine andere Version des WebSocket-Protokolls.',
    why: `Er hat mit 426 geantwortet und unterstützt die Version ${versions}; diese App spricht 13, die einzige, die standardisiert wurde.`,
  }),
  'http-upgrade-required': (upgrade) => ({
    what: 'Der Server hat keine Anforderung eines WebSockets erkannt.',
    why: `Er hat mit 426 Upgrade Required geantwortet${upgrade === '' ? '' : ` und verlangt ein Upgrade auf „${upgrade}“`}: Möglicherweise hat ein Reverse-Proxy die Header der Anforderung entfernt.`,
  }),
  'http-bad-request': (status, said) => ({
    what: 'Der Server konnte mit der Anforderung nichts anfangen.',
    why: `Er hat mit ${status} geantwortet${said === '' ? '' : `: „${said}“`}; oft hat ein Reverse-Proxy die Header Upgrade und Connection entfernt.`,
  }),
  'http-too-many': (status, wait) => ({
    what: 'Der Server hat zu viele Anforderungen erhalten.',
    why: `Er hat mit ${status} geantwortet${wait === '' ? '' : ` und bittet, ${wait} zu warten`}.`,
  }),
  'http-request-too-large': (status) => ({
    what: 'Die Anforderung war für den Server zu groß.',
    why: `Er hat mit ${status} geantwortet: Ihre Header oder die Adresse sind länger, als er annimmt.`,
  }),
  'http-timed-out': (status) => ({
    what: 'Der Server hat vergeblich auf die Anforderung gewartet.',
    why: `Er hat mit ${status} geantwortet, als wäre nichts angekommen: Etwas auf dem Weg hat die Anforderung zurückgehalten.`,
  }),
  'http-web-page': (title, path) => ({
    what: `Unter ${path} ist eine Webseite, kein WebSocket.`,
    why: `Der Server hat mit 200 und ${title === '' ? 'einer Seite' : `der Seite „${title}“`} geantwortet, statt das Protokoll zu wechseln.`,
  }),
  'http-success': (status, path) => ({
    what: `Unter ${path} hat der Server wie auf eine gewöhnliche Anforderung geantwortet.`,
    why: `Er hat mit ${status} statt 101 geantwortet: Er hat die Anforderung zum Upgrade ignoriert, oder ein Reverse-Proxy hat sie nicht weitergeleitet.`,
  }),
  'http-gateway': (status, server) => ({
    what: 'Das Gateway vor dem Server konnte ihn nicht erreichen.',
    why: `${server === '' ? 'Es' : server} hat mit ${status} geantwortet: Das Gateway läuft, der Server dahinter antwortet nicht.`,
  }),
  'http-unavailable': (status, wait) => ({
    what: 'Der Server ist im Moment nicht verfügbar.',
    why: `Er hat mit ${status} geantwortet${wait === '' ? '' : ` und bittet, ${wait} zu warten`}: Er ist überlastet, startet gerade oder wird gewartet.`,
  }),
  'http-not-implemented': (status) => ({
    what: 'Der Server unterstützt keine WebSockets.',
    why: `Er hat mit ${status} geantwortet.`,
  }),
  'http-server-error': (status, said) => ({
    what: 'Im Server ist beim Bearbeiten der Anforderung ein Fehler aufgetreten.',
    why: `Er hat mit ${status} geantwortet${said === '' ? '' : `: „${said}“`}; der Fehler liegt im Server.`,
  }),
  'http-other-status': (status) => ({
    what: 'Der Server hat einer WebSocket-Verbindung nicht zugestimmt.',
    why: `Er hat mit ${status} geantwortet, wo 101 nötig war.`,
  }),
} satisfies Partial<Words['attempts']['explanations']>;
