/** Refused by network isolation. */
export const policyExplanations = {
  'policy-proxy': (address: string, needs: string) => ({
    what: `Network isolation does not let this app reach the proxy at ${address}.`,
    why: `The address of the proxy is decided on like any other${needs === '' ? '' : `; it needs ${needs}`}.`,
  }),
  'policy-redirect': (host: string, address: string, needs: string) => ({
    what: `The server sent the connection on to ${host}, which network isolation does not let this app reach.`,
    why: `Every redirect is decided on anew: ${address}${needs === '' ? ' can never be reached' : ` needs ${needs}`}.`,
  }),
  'policy-denied': (host: string, entry: string) => ({
    what: `The network policy denies ${host}.`,
    why: `Its list of denied hosts has the entry “${entry}”.`,
  }),
  'policy-not-allowed': (host: string) => ({
    what: `The network policy allows a few hosts only, and ${host} is not one of them.`,
    why: 'Its list of allowed hosts is not empty, so whatever is not on it is refused.',
  }),
  'policy-cloud-metadata': (address: string) => ({
    what: `Network isolation keeps the app from the cloud’s metadata service at ${address}.`,
    why: 'Such a service hands out credentials to whoever asks, so the policy has to allow it by name.',
  }),
  'policy-public-name-private-address': (host: string, address: string, addressClass: string) => ({
    what: `The name ${host} leads to ${address}, which network isolation does not let this app reach.`,
    why: `A name of the public DNS that gives a ${addressClass} address is either meant for another network or an attempt to get into this one.`,
  }),
  'policy-loopback': (address: string) => ({
    what: `Network isolation does not let this app reach other programs on this computer.`,
    why: `${address} is this computer, and the policy has no loopback exemption for it.`,
  }),
  'policy-private-network': (address: string, addressClass: string) => ({
    what: `Network isolation does not let this app reach the local network.`,
    why: `${address} is ${addressClass}, and the capability privateNetworkClientServer is not allowed.`,
  }),
  'policy-internet': (address: string) => ({
    what: `Network isolation does not let this app reach the internet.`,
    why: `${address} is on the internet, and neither internetClient nor internetClientServer is allowed.`,
  }),
  'policy-no-destination': (address: string, addressClass: string) => ({
    what: `No server can be at ${address}.`,
    why: `The address is ${addressClass === 'notUnicast' ? 'for many receivers (multicast or broadcast)' : addressClass}, and nothing can allow it.`,
  }),
  'policy-refused': (message: string) => ({
    what: `Network isolation does not let this app reach the address.`,
    why: `The policy decided: ${message}.`,
  }),
} as const;
