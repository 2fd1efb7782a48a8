/** No way through a proxy. */
export const proxyExplanations = {
  'proxy-choice-failed': (message: string) => ({
    what: 'It could not be found out which proxy to use.',
    why: `The proxy script or the system’s settings failed: ${message}.`,
  }),
  'proxy-login-wrong': (proxy: string, realm: string) => ({
    what: `The proxy ${proxy} does not accept the user name and the password.`,
    why: `It answered 407 to them, too${realm === '' ? '' : `; it asks for those of “${realm}”`}.`,
  }),
  'proxy-login-wanted': (proxy: string, schemes: string) => ({
    what: `The proxy ${proxy} wants a user name and a password.`,
    why: `It answered 407${schemes === '' ? '' : ` and takes ${schemes}`}; none were set, or none that fit.`,
  }),
  'proxy-forbids-port': (proxy: string, target: string, status: string) => ({
    what: `The proxy ${proxy} does not pass connections to ${target}.`,
    why: `It answered ${status}; many proxies pass port 443 only, and this is another one.`,
  }),
  'proxy-forbids': (proxy: string, target: string, status: string, said: string) => ({
    what: `The proxy ${proxy} does not allow a connection to ${target}.`,
    why: `It answered ${status}${said === '' ? '' : `: “${said}”`}.`,
  }),
  'proxy-cannot-resolve': (proxy: string, target: string, status: string, said: string) => ({
    what: `The proxy ${proxy} finds no address for ${target}.`,
    why: `The proxy looks names up itself; it answered ${status}${said === '' ? '' : `: “${said}”`}.`,
  }),
  'proxy-cannot-reach-server': (proxy: string, target: string, status: string, said: string) => ({
    what: `The proxy ${proxy} cannot reach ${target}.`,
    why: `The proxy works, the server behind it does not answer it: ${status}${said === '' ? '' : `, “${said}”`}.`,
  }),
  'proxy-without-connect': (proxy: string, status: string) => ({
    what: `The server at ${proxy} is no proxy for WebSockets.`,
    why: `It answered CONNECT with ${status}: it is a web server, or a proxy that passes plain HTTP only.`,
  }),
  'proxy-other-status': (proxy: string, target: string, status: string) => ({
    what: `The proxy ${proxy} gave no connection to ${target}.`,
    why: `It answered ${status}.`,
  }),
  'proxy-no-answer': (proxy: string, target: string, time: string) => ({
    what: `The proxy ${proxy} does not answer.`,
    why: `It took the connection, was asked for ${target}, and was silent for ${time}.`,
  }),
  'proxy-is-http': (proxy: string, begin: string) => ({
    what: `The proxy ${proxy} speaks HTTP, not SOCKS5.`,
    why: `Its answer to the SOCKS greeting begins with “${begin}”, as an HTTP answer does.`,
  }),
  'proxy-is-socks': (proxy: string) => ({
    what: `The proxy ${proxy} speaks SOCKS, not HTTP.`,
    why: 'Its answer to CONNECT begins with a SOCKS version number.',
  }),
  'proxy-wants-tls': (proxy: string) => ({
    what: `The proxy ${proxy} is spoken to with TLS.`,
    why: 'Its answer to the plain CONNECT is a TLS alert.',
  }),
  'proxy-hung-up': (proxy: string, target: string, reason: string) => ({
    what: `The proxy ${proxy} ended the connection instead of answering.`,
    why: `It was asked for ${target}: ${reason}. It may not know this kind of request, or not allow this computer.`,
  }),
  'proxy-not-a-proxy': (proxy: string, message: string) => ({
    what: `What answers at ${proxy} is not such a proxy.`,
    why: `Its answer makes no sense: ${message}.`,
  }),
  'proxy-tls-failed': (proxy: string, message: string) => ({
    what: `There is no secure connection to the proxy ${proxy}.`,
    why: `The proxy is set as an HTTPS one, and TLS with it failed: ${message}.`,
  }),
  'socks-login-wrong': (proxy: string) => ({
    what: `The proxy ${proxy} does not accept the user name and the password.`,
    why: 'Its answer to the SOCKS5 login is a refusal (RFC 1929).',
  }),
  'socks-login-wanted': (proxy: string) => ({
    what: `The proxy ${proxy} wants a login.`,
    why: 'It accepts none of the login methods that were offered (SOCKS5 method 255).',
  }),
  'socks-forbids': (proxy: string, target: string) => ({
    what: `The rules of the proxy ${proxy} do not allow a connection to ${target}.`,
    why: 'It answered “not allowed by ruleset” (SOCKS5 reply 2).',
  }),
  'socks-server-unreachable': (proxy: string, target: string, reply: string) => ({
    what: `The proxy ${proxy} has no way to ${target}.`,
    why: `It answered “${reply}”.`,
  }),
  'socks-server-refused': (proxy: string, target: string) => ({
    what: `Behind the proxy ${proxy}, nothing listens at ${target}.`,
    why: 'It answered “connection refused” (SOCKS5 reply 5).',
  }),
  'socks-not-supported': (proxy: string, reply: string) => ({
    what: `The proxy ${proxy} does not know what it was asked for.`,
    why: `It answered “${reply}”.`,
  }),
  'socks-failed': (proxy: string, target: string, reply: string) => ({
    what: `The proxy ${proxy} gave no connection to ${target}.`,
    why: `It answered “${reply}” without a reason: often the name has no address, or the server does not answer it.`,
  }),
  'proxy-unreachable': (message: string) => ({
    what: 'The proxy cannot be used.',
    why: `There was no way to it: ${message}.`,
  }),
} as const;

/** The replies of SOCKS5 (RFC 1928, section 6), by number. */
export const socksReplies = [
  'succeeded',
  'general failure',
  'not allowed by ruleset',
  'network unreachable',
  'host unreachable',
  'connection refused',
  'time to live expired',
  'command not supported',
  'address type not supported',
] as const;
