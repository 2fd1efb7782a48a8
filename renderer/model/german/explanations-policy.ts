import type { Words } from '../words.ts';
import { needed } from './needed.ts';

/** Classes of addresses that no server has. */
const unreachableClasses: Readonly<Record<string, string>> = {
  notUnicast: 'für viele Empfänger bestimmt (Multicast oder Broadcast)',
  reserved: 'reserviert',
};

/** Refused by network isolation, in German. */
export const policyExplanations = {
  'policy-proxy': (address, needs) => ({
    what: `Die Netzwerkisolation lässt diese App den Proxy unter ${address} nicht erreichen.`,
    why: `Über die Adresse des Proxys wird entschieden wie über jede andere${needs === '' ? '' : `; sie braucht ${needed(needs)}`}.`,
  }),
  'policy-redirect': (host, address, needs) => ({
    what: `Der Server hat die Verbindung nach ${host} umgeleitet, und die Netzwerkisolation lässt diese App das nicht erreichen.`,
    why: `Über jede Umleitung wird neu entschieden: ${address}${needs === '' ? ' ist nie erreichbar' : ` braucht ${needed(needs)}`}.`,
  }),
  'policy-denied': (host, entry) => ({
    what: `Die Netzwerkrichtlinie verbietet ${host}.`,
    why: `Ihre Sperrliste enthält den Eintrag „${entry}“.`,
  }),
  'policy-not-allowed': (host) => ({
    what: `Die Netzwerkrichtlinie erlaubt nur einige Hosts, und ${host} ist keiner davon.`,
    why: 'Ihre Liste erlaubter Hosts ist nicht leer, deshalb wird abgelehnt, was nicht darauf steht.',
  }),
  'policy-cloud-metadata': (address) => ({
    what: `Die Netzwerkisolation hält die App vom Metadatendienst der Cloud unter ${address} fern.`,
    why: 'Ein solcher Dienst gibt jedem, der fragt, Anmeldedaten; deshalb muss die Richtlinie ihn namentlich erlauben.',
  }),
  'policy-public-name-private-address': (host, address, addressClass) => ({
    what: `Der Name ${host} führt zu ${address}, und die Netzwerkisolation lässt diese App das nicht erreichen.`,
    why: `Ein Name des öffentlichen DNS, der auf eine Adresse dieser Art verweist (${addressClass}), ist entweder für ein anderes Netzwerk bestimmt oder ein Versuch, in dieses zu gelangen.`,
  }),
  'policy-loopback': (address) => ({
    what: 'Die Netzwerkisolation lässt diese App andere Programme auf diesem Computer nicht erreichen.',
    why: `${address} ist dieser Computer, und die Richtlinie enthält keine Loopback-Ausnahme dafür.`,
  }),
  'policy-private-network': (address, addressClass) => ({
    what: 'Die Netzwerkisolation lässt diese App das lokale Netzwerk nicht erreichen.',
    why: `${address} ist ${addressClass}, und die Netzwerkfunktion privateNetworkClientServer ist nicht erlaubt.`,
  }),
  'policy-internet': (address) => ({
    what: 'Die Netzwerkisolation lässt diese App das Internet nicht erreichen.',
    why: `${address} liegt im Internet, und weder internetClient noch internetClientServer ist erlaubt.`,
  }),
  'policy-no-destination': (address, addressClass) => ({
    what: `Unter ${address} kann kein Server sein.`,
    why: `Die Adresse ist ${unreachableClasses[addressClass] ?? addressClass}, und nichts kann sie erlauben.`,
  }),
  'policy-refused': (message) => ({
    what: 'Die Netzwerkisolation lässt diese App die Adresse nicht erreichen.',
    why: `Die Richtlinie hat entschieden: ${message}.`,
  }),
} satisfies Partial<Words['attempts']['explanations']>;
