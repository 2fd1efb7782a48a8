import type { LinkFault } from '../../contract/deep-link.ts';

const faults: Readonly<Record<LinkFault, string>> = {
  tooLong: 'it is longer than 8,192 characters',
  notReadable: 'it does not have the form duplex://connect?address=…',
  unknownAction: 'Duplex knows the action “connect” only',
  noAddress: 'it carries no address',
  severalAddresses: 'it carries more than one address',
  wrongScheme: 'its address does not begin with ws:// or wss://',
  credentials: 'its address carries a user name or password, which Duplex takes from no link',
  controlCharacters: 'its address has spaces or control characters',
  badAddress: 'its address is not valid',
};

/** The question about a link that was opened. */
export const links = {
  label: 'Opened link',
  title: 'A link asks for a connection to this address',
  refusedTitle: 'A link was refused',
  refused: (fault: LinkFault) => `The link does nothing: ${faults[fault]}.`,
  nothingYet: 'Nothing has been connected. Yes fills in the address; connecting is up to you.',
  others: 'It carries more, which is not used:',
  deciding: 'Network isolation is asked …',
  yes: 'Fill in the address',
  no: 'Drop the link',
  dismiss: 'Dismiss',
  another: (count: number) => (count === 1 ? '1 more link waits.' : `${count} more links wait.`),
};
