/** An HTTP status that is not 101. */
export const statusExplanations = {
  'http-captive-portal': (host: string, status: string, to: string) => ({
    what: 'The network wants you to sign in first.',
    why: `Not ${host} answered, but a sign-in page of the network: ${status}${to === '' ? '' : `, ${to}`}.`,
  }),
  'http-redirect-to-tls': (status: string, to: string) => ({
    what: 'The server wants the connection over TLS.',
    why: `It answered ${status} and led to ${to}; redirects are not followed unless that is turned on.`,
  }),
  'http-redirect': (status: string, to: string) => ({
    what: 'The server has the WebSocket at another address.',
    why: `It answered ${status} and led to ${to}; redirects are not followed unless that is turned on.`,
  }),
  'http-redirect-nowhere': (status: string) => ({
    what: 'The server answered with a redirect that leads nowhere.',
    why: `It answered ${status} without an address (Location) to go on to.`,
  }),
  'http-login-wrong': (realm: string, schemes: string) => ({
    what: 'The server does not accept the user name and the password.',
    why: `It answered 401 to the credentials${realm === '' ? '' : ` for “${realm}”`}${schemes === '' ? '' : `; it takes ${schemes}`}.`,
  }),
  'http-login-wanted': (schemes: string) => ({
    what: 'The server wants a login.',
    why:
      schemes === ''
        ? 'It answered 401 without saying how to log in; often it wants a token in a header or in the address.'
        : `It answered 401 and takes ${schemes}; none was sent.`,
  }),
  'http-tls-port': (status: string) => ({
    what: 'The server wants to be spoken to with TLS.',
    why: `It answered ${status} and says that a plain request came to a port for TLS.`,
  }),
  'http-origin-forbidden': (origin: string, status: string) => ({
    what: 'The server refused the connection, probably for its Origin.',
    why: `It answered ${status}, and the request had the header Origin: ${origin}; many servers let only their own pages in.`,
  }),
  'http-forbidden': (status: string, said: string) => ({
    what: 'The server refused the connection.',
    why: `It answered ${status}${said === '' ? '' : `: “${said}”`}; it understood the request and does not allow it.`,
  }),
  'http-not-found': (path: string, status: string) => ({
    what: `The server has nothing at ${path}.`,
    why: `It answered ${status}: it runs, and its WebSocket is at another path.`,
  }),
  'http-gone': (path: string, status: string) => ({
    what: `What was at ${path} has been taken away.`,
    why: `The server answered ${status}.`,
  }),
  'http-method': (path: string, status: string) => ({
    what: `At ${path} is no WebSocket.`,
    why: `The server answered ${status}: this path does not take GET, with which every WebSocket begins.`,
  }),
  'http-proxy-login': (status: string) => ({
    what: 'A proxy on the way wants a login.',
    why: `The answer to the request itself was ${status}, which only a proxy gives: the connection goes through one that was not set.`,
  }),
  'http-version-not-supported': (versions: string) => ({
    what: 'The server speaks another version of the WebSocket protocol.',
    why: `It answered 426 and supports the version ${versions}; this app speaks 13, the only one that was standardised.`,
  }),
  'http-upgrade-required': (upgrade: string) => ({
    what: 'The server did not see a request for a WebSocket.',
    why: `It answered 426 Upgrade Required${upgrade === '' ? '' : ` and wants an upgrade to “${upgrade}”`}: a reverse proxy may have removed the headers of the request.`,
  }),
  'http-bad-request': (status: string, said: string) => ({
    what: 'The server could not make sense of the request.',
    why: `It answered ${status}${said === '' ? '' : `: “${said}”`}; often a reverse proxy removed the headers Upgrade and Connection.`,
  }),
  'http-too-many': (status: string, wait: string) => ({
    what: 'The server has had too many requests.',
    why: `It answered ${status}${wait === '' ? '' : ` and asks to wait ${wait}`}.`,
  }),
  'http-request-too-large': (status: string) => ({
    what: 'The request was too large for the server.',
    why: `It answered ${status}: its headers or the address are longer than it takes.`,
  }),
  'http-timed-out': (status: string) => ({
    what: 'The server waited in vain for the request.',
    why: `It answered ${status}, as if nothing had come: something on the way held the request back.`,
  }),
  'http-web-page': (title: string, path: string) => ({
    what: `At ${path} is a web page, not a WebSocket.`,
    why: `The server answered 200 with ${title === '' ? 'a page' : `the page “${title}”`} instead of switching protocols.`,
  }),
  'http-success': (status: string, path: string) => ({
    what: `At ${path} the server answered as for an ordinary request.`,
    why: `It answered ${status} instead of 101: it ignored the request for the upgrade, or a reverse proxy did not pass it on.`,
  }),
  'http-gateway': (status: string, server: string) => ({
    what: 'The gateway in front of the server could not reach it.',
    why: `${server === '' ? 'It' : server} answered ${status}: the gateway runs, the server behind it does not answer.`,
  }),
  'http-unavailable': (status: string, wait: string) => ({
    what: 'The server is not available at the moment.',
    why: `It answered ${status}${wait === '' ? '' : ` and asks to wait ${wait}`}: it is overloaded, starting or being maintained.`,
  }),
  'http-not-implemented': (status: string) => ({
    what: 'The server cannot do WebSockets.',
    why: `It answered ${status}.`,
  }),
  'http-server-error': (status: string, said: string) => ({
    what: 'The server failed while it handled the request.',
    why: `It answered ${status}${said === '' ? '' : `: “${said}”`}; the fault is in the server.`,
  }),
  'http-other-status': (status: string) => ({
    what: 'The server did not agree to a WebSocket connection.',
    why: `It answered ${status}, where 101 was needed.`,
  }),
} as const;
