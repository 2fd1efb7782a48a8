import type { Words } from '../words.ts';

const faults: Readonly<Record<Parameters<Words['links']['refused']>[0], string>> = {
  tooLong: 'Er ist länger als 8.192 Zeichen',
  notReadable: 'Er hat nicht die Form duplex://connect?address=…',
  unknownAction: 'Duplex kennt nur die Aktion „connect“',
  noAddress: 'Er enthält keine Adresse',
  severalAddresses: 'Er enthält mehr als eine Adresse',
  wrongScheme: 'Seine Adresse beginnt nicht mit ws:// oder wss://',
  credentials:
    'Seine Adresse enthält einen Benutzernamen oder ein Kennwort, und Duplex übernimmt beides aus keinem Link',
  controlCharacters: 'Seine Adresse enthält Leerzeichen oder Steuerzeichen',
  badAddress: 'Seine Adresse ist nicht gültig',
};

/** The question about a link that was opened, in German. */
export const links: Words['links'] = {
  label: 'Geöffneter Link',
  title: 'Ein Link verlangt eine Verbindung mit dieser Adresse',
  refusedTitle: 'Ein Link wurde abgelehnt',
  refused: (fault) => `Der Link bewirkt nichts: ${faults[fault]}.`,
  nothingYet: 'Noch ist nichts verbunden. Ein Ja trägt die Adresse ein; das Verbinden bleibt Ihnen überlassen.',
  others: 'Er enthält weitere Angaben, die nicht verwendet werden:',
  deciding: 'Die Netzwerkisolation wird gefragt …',
  yes: 'Adresse eintragen',
  no: 'Link verwerfen',
  dismiss: 'Schließen',
  another: (count) => (count === 1 ? '1 weiterer Link wartet.' : `${count} weitere Links warten.`),
};
