/** Redirects that were to be followed. */
export const redirectExplanations = {
  'redirect-loop': (chain: string) => ({
    what: 'The redirects of the server go round in a circle.',
    why: `They led: ${chain}, and then back to one of these.`,
  }),
  'redirect-too-many': (count: number, to: string) => ({
    what: 'The server sent the connection on too often.',
    why: `${count} redirects were followed, the last of them to ${to}, and there was another one.`,
  }),
  'redirect-without-tls': (to: string) => ({
    what: 'The server wants to go on without TLS.',
    why: `The connection began with wss:, and the redirect leads to ${to}, where everybody on the way could read along.`,
  }),
  'redirect-not-an-address': (location: string) => ({
    what: 'The redirect of the server leads to no address of a WebSocket.',
    why: `Its Location is “${location}”.`,
  }),
  'redirect-failed': (message: string) => ({
    what: 'A redirect of the server could not be followed.',
    why: `What is wrong: ${message}.`,
  }),
} as const;
