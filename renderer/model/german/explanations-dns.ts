import type { Words } from '../words.ts';

/** No address for a name, in German. */
export const dnsExplanations = {
  'dns-scheme-as-name': (name, meant) => ({
    what: `Die Adresse hat zwei Schemas, deshalb wurde „${name}“ für den Hostnamen gehalten.`,
    why: `„${name}“ steht dort, wo der Name des Servers hingehört; gemeint war wahrscheinlich ${meant}.`,
  }),
  'dns-reserved-name': (name, ending) => ({
    what: `Der Name ${name} kann keine Adresse haben.`,
    why: `Namen, die auf .${ending} enden, sind reserviert und nicht im öffentlichen DNS.`,
  }),
  'dns-multicast-name': (name) => ({
    what: `Kein Gerät im lokalen Netzwerk antwortet auf den Namen ${name}.`,
    why: 'Namen, die auf .local enden, sind nicht im DNS: Das Gerät selbst muss sie bekanntgeben (mDNS).',
  }),
  'dns-short-name': (name) => ({
    what: `Der kurze Name ${name} hat hier keine Adresse.`,
    why: `${name} enthält keinen Punkt, deshalb können ihn nur das DNS eines lokalen Netzwerks, ein VPN oder die hosts-Datei kennen; das war nicht der Fall.`,
  }),
  'dns-not-found': (name, code) => ({
    what: `Der Name ${name} hat keine Adresse.`,
    why: `Das DNS hat geantwortet, dass es keine gibt (${code}).`,
  }),
  'dns-no-answer': (name, code) => ({
    what: `Kein DNS-Server konnte nach ${name} gefragt werden.`,
    why: `Die Namensauflösung endete ohne Antwort (${code}): Dieser Computer ist offline, oder sein DNS-Server funktioniert nicht.`,
  }),
  'dns-timeout': (name, time) => ({
    what: `Die Auflösung von ${name} hat zu lange gedauert.`,
    why: `Vom DNS kam innerhalb von ${time} keine Antwort.`,
  }),
  'dns-no-addresses': (name) => ({
    what: `Der Name ${name} ist bekannt, hat aber keine Adresse.`,
    why: 'Das DNS hat mit einer leeren Liste von Adressen geantwortet.',
  }),
  'dns-blocked': (name, answer) => ({
    what: `Ein DNS-Filter blockiert den Namen ${name}.`,
    why: `Das DNS hat ${answer} geantwortet, was keine Adresse eines Servers ist: So antworten Sperrlisten auf Namen, die sie abweisen.`,
  }),
  'dns-failed': (name, message) => ({
    what: `Die Adresse von ${name} ließ sich nicht ermitteln.`,
    why: `Die Namensauflösung ist fehlgeschlagen: ${message}.`,
  }),
} satisfies Partial<Words['attempts']['explanations']>;
