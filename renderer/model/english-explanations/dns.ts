/** No address for a name. */
export const dnsExplanations = {
  'dns-scheme-as-name': (name: string, meant: string) => ({
    what: `The address has two schemes, so “${name}” was taken for the host name.`,
    why: `“${name}” stands where the name of the server belongs; ${meant} was probably meant.`,
  }),
  'dns-reserved-name': (name: string, ending: string) => ({
    what: `The name ${name} can have no address.`,
    why: `Names that end in .${ending} are reserved and not in the public DNS.`,
  }),
  'dns-multicast-name': (name: string) => ({
    what: `No device on the local network answers to the name ${name}.`,
    why: 'Names that end in .local are not in the DNS: the device itself has to announce them (mDNS).',
  }),
  'dns-short-name': (name: string) => ({
    what: `The short name ${name} has no address here.`,
    why: `${name} has no dot, so only the DNS of a local network, a VPN or the hosts file can know it; none did.`,
  }),
  'dns-not-found': (name: string, code: string) => ({
    what: `The name ${name} has no address.`,
    why: `The DNS answered that there is none (${code}).`,
  }),
  'dns-no-answer': (name: string, code: string) => ({
    what: `No DNS server could be asked for ${name}.`,
    why: `The look-up ended without an answer (${code}): this computer is offline, or its DNS server does not work.`,
  }),
  'dns-timeout': (name: string, time: string) => ({
    what: `The look-up of ${name} took too long.`,
    why: `There was no answer from the DNS within ${time}.`,
  }),
  'dns-no-addresses': (name: string) => ({
    what: `The name ${name} is known but has no address.`,
    why: 'The DNS answered with an empty list of addresses.',
  }),
  'dns-blocked': (name: string, answer: string) => ({
    what: `A DNS filter blocks the name ${name}.`,
    why: `The DNS answered ${answer}, which is no server’s address: block lists answer so for names they refuse.`,
  }),
  'dns-failed': (name: string, message: string) => ({
    what: `The address of ${name} could not be found out.`,
    why: `The look-up failed: ${message}.`,
  }),
} as const;
