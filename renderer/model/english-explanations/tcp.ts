/** No TCP connection. */
export const tcpExplanations = {
  'tcp-refused-default-port': (where: string, scheme: string, port: number, code: string) => ({
    what: `Nothing listens at ${where}.`,
    why: `The address has no port, so ${port}, the port of ${scheme}:, was used; the machine refused it (${code}).`,
  }),
  'tcp-refused-this-computer': (where: string, code: string) => ({
    what: `No program on this computer listens at ${where}.`,
    why: `The connection was refused at once (${code}): the server does not run, or listens at another port or address.`,
  }),
  'tcp-refused': (where: string, code: string) => ({
    what: `Nothing listens at ${where}.`,
    why: `The machine answered and refused the connection (${code}): no server runs at this port, or a firewall rejects it.`,
  }),
  'tcp-refused-by-proxy-host': (where: string, code: string) => ({
    what: `No proxy listens at ${where}.`,
    why: `The machine of the proxy refused the connection (${code}).`,
  }),
  'tcp-no-answer': (where: string, time: string) => ({
    what: `${where} does not answer.`,
    why: `For ${time} there was neither a connection nor a refusal: a firewall drops the packets, or the machine is off or overloaded.`,
  }),
  'tcp-proxy-no-answer': (where: string, time: string) => ({
    what: `The proxy at ${where} does not answer.`,
    why: `For ${time} there was neither a connection nor a refusal from it.`,
  }),
  'tcp-network-unreachable': (where: string, code: string) => ({
    what: `This computer has no way to the network of ${where}.`,
    why: `Its system knows no route there (${code}): it is offline, or the address is of a kind it has no connection for.`,
  }),
  'tcp-ipv6-unavailable': (where: string, code: string) => ({
    what: `This computer cannot connect to IPv6 addresses.`,
    why: `${where} is one, and the system has no IPv6 address or route to connect with (${code}).`,
  }),
  'tcp-host-unreachable': (where: string, code: string) => ({
    what: `The machine at ${where} cannot be reached.`,
    why: `A router or this computer reports that there is no way to it (${code}): it is off, or on a network this one has no part in.`,
  }),
  'tcp-not-permitted': (where: string, code: string) => ({
    what: `This computer itself forbids the connection to ${where}.`,
    why: `The system refused it before anything was sent (${code}): a local firewall or security program has a rule against it.`,
  }),
  'tcp-address-not-available': (where: string, code: string) => ({
    what: `The system has no address or port left to connect to ${where} with.`,
    why: `It reports ${code}: too many connections are open at once, or its network is being changed.`,
  }),
  'tcp-too-many-open': (where: string, code: string) => ({
    what: 'Too many files and connections are open.',
    why: `The system gave none for ${where} (${code}).`,
  }),
  'tcp-reset': (where: string, code: string) => ({
    what: `The connection to ${where} was cut while it was made.`,
    why: `It was reset (${code}): a firewall or an overloaded server does so.`,
  }),
  'tcp-failed': (where: string, message: string) => ({
    what: `There is no connection to ${where}.`,
    why: `The system reports: ${message}.`,
  }),
} as const;
