import type { Words } from '../words.ts';

/** No way through a proxy, in German. */
export const proxyExplanations = {
  'proxy-choice-failed': (message) => ({
    what: 'Es ließ sich nicht ermitteln, welcher Proxy zu verwenden ist.',
    why: `Das Proxyskript oder die Einstellungen des Systems sind fehlgeschlagen: ${message}.`,
  }),
  'proxy-login-wrong': (proxy, realm) => ({
    what: `Der Proxy ${proxy} nimmt Benutzernamen und Kennwort nicht an.`,
    why: `Auch darauf hat er mit 407 geantwortet${realm === '' ? '' : `; er verlangt die für „${realm}“`}.`,
  }),
  'proxy-login-wanted': (proxy, schemes) => ({
    what: `Der Proxy ${proxy} verlangt Benutzernamen und Kennwort.`,
    why: `Er hat mit 407 geantwortet${schemes === '' ? '' : ` und nimmt ${schemes}`}; es waren keine eingestellt oder keine, die passen.`,
  }),
  'proxy-forbids-port': (proxy, target, status) => ({
    what: `Der Proxy ${proxy} leitet keine Verbindungen zu ${target} weiter.`,
    why: `Er hat mit ${status} geantwortet; viele Proxys leiten nur Port 443 weiter, und dies ist ein anderer.`,
  }),
  'proxy-forbids': (proxy, target, status, said) => ({
    what: `Der Proxy ${proxy} erlaubt keine Verbindung zu ${target}.`,
    why: `Er hat mit ${status} geantwortet${said === '' ? '' : `: „${said}“`}.`,
  }),
  'proxy-cannot-resolve': (proxy, target, status, said) => ({
    what: `Der Proxy ${proxy} findet keine Adresse für ${target}.`,
    why: `Der Proxy löst Namen selbst auf; er hat mit ${status} geantwortet${said === '' ? '' : `: „${said}“`}.`,
  }),
  'proxy-cannot-reach-server': (proxy, target, status, said) => ({
    what: `Der Proxy ${proxy} kann ${target} nicht erreichen.`,
    why: `Der Proxy funktioniert, der Server dahinter antwortet ihm nicht: ${status}${said === '' ? '' : `, „${said}“`}.`,
  }),
  'proxy-without-connect': (proxy, status) => ({
    what: `Der Server ${proxy} ist kein Proxy für WebSockets.`,
    why: `Er hat auf CONNECT mit ${status} geantwortet: Er ist ein Webserver oder ein Proxy, der nur unverschlüsseltes HTTP weiterleitet.`,
  }),
  'proxy-other-status': (proxy, target, status) => ({
    what: `Der Proxy ${proxy} hat keine Verbindung zu ${target} hergestellt.`,
    why: `Er hat mit ${status} geantwortet.`,
  }),
  'proxy-no-answer': (proxy, target, time) => ({
    what: `Der Proxy ${proxy} antwortet nicht.`,
    why: `Er hat die Verbindung angenommen, wurde nach ${target} gefragt und blieb ${time} lang stumm.`,
  }),
  'proxy-is-http': (proxy, begin) => ({
    what: `Der Proxy ${proxy} spricht HTTP, nicht SOCKS5.`,
    why: `Seine Antwort auf die SOCKS-Begrüßung beginnt mit „${begin}“, wie eine HTTP-Antwort.`,
  }),
  'proxy-is-socks': (proxy) => ({
    what: `Der Proxy ${proxy} spricht SOCKS, nicht HTTP.`,
    why: 'Seine Antwort auf CONNECT beginnt mit einer SOCKS-Versionsnummer.',
  }),
  'proxy-wants-tls': (proxy) => ({
    what: `Der Proxy ${proxy} erwartet TLS.`,
    why: 'Seine Antwort auf das unverschlüsselte CONNECT ist ein TLS-Alert.',
  }),
  'proxy-hung-up': (proxy, target, reason) => ({
    what: `Der Proxy ${proxy} hat die Verbindung beendet, statt zu antworten.`,
    why: `Er wurde nach ${target} gefragt: ${reason}. Vielleicht kennt er diese Art von Anforderung nicht oder erlaubt diesen Computer nicht.`,
  }),
  'proxy-not-a-proxy': (proxy, message) => ({
    what: `Was unter ${proxy} antwortet, ist kein solcher Proxy.`,
    why: `Seine Antwort ergibt keinen Sinn: ${message}.`,
  }),
  'proxy-tls-failed': (proxy, message) => ({
    what: `Es gibt keine sichere Verbindung mit dem Proxy ${proxy}.`,
    why: `Der Proxy ist als HTTPS-Proxy eingestellt, und TLS mit ihm ist fehlgeschlagen: ${message}.`,
  }),
  'socks-login-wrong': (proxy) => ({
    what: `Der Proxy ${proxy} nimmt Benutzernamen und Kennwort nicht an.`,
    why: 'Seine Antwort auf die SOCKS5-Anmeldung ist eine Ablehnung (RFC 1929).',
  }),
  'socks-login-wanted': (proxy) => ({
    what: `Der Proxy ${proxy} verlangt eine Anmeldung.`,
    why: 'Er nimmt keines der angebotenen Anmeldeverfahren an (SOCKS5-Methode 255).',
  }),
  'socks-forbids': (proxy, target) => ({
    what: `Die Regeln des Proxys ${proxy} erlauben keine Verbindung zu ${target}.`,
    why: 'Er hat geantwortet: „durch den Regelsatz nicht erlaubt“ (SOCKS5-Antwort 2).',
  }),
  'socks-server-unreachable': (proxy, target, reply) => ({
    what: `Der Proxy ${proxy} hat keinen Weg zu ${target}.`,
    why: `Er hat geantwortet: „${reply}“.`,
  }),
  'socks-server-refused': (proxy, target) => ({
    what: `Hinter dem Proxy ${proxy} lauscht unter ${target} nichts.`,
    why: 'Er hat geantwortet: „Verbindung abgelehnt“ (SOCKS5-Antwort 5).',
  }),
  'socks-not-supported': (proxy, reply) => ({
    what: `Der Proxy ${proxy} kennt nicht, was von ihm verlangt wurde.`,
    why: `Er hat geantwortet: „${reply}“.`,
  }),
  'socks-failed': (proxy, target, reply) => ({
    what: `Der Proxy ${proxy} hat keine Verbindung zu ${target} hergestellt.`,
    why: `Er hat ohne Begründung geantwortet: „${reply}“; oft hat der Name keine Adresse, oder der Server antwortet ihm nicht.`,
  }),
  'proxy-unreachable': (message) => ({
    what: 'Der Proxy kann nicht verwendet werden.',
    why: `Es gab keinen Weg zu ihm: ${message}.`,
  }),
} satisfies Partial<Words['attempts']['explanations']>;

/** The replies of SOCKS5 (RFC 1928, section 6), by number, in German. */
export const socksReplies: readonly string[] = [
  'erfolgreich',
  'allgemeiner Fehler',
  'durch den Regelsatz nicht erlaubt',
  'Netzwerk nicht erreichbar',
  'Host nicht erreichbar',
  'Verbindung abgelehnt',
  'Lebensdauer (TTL) abgelaufen',
  'Befehl nicht unterstützt',
  'Adresstyp nicht unterstützt',
];
