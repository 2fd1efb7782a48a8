import type { Words } from '../words.ts';

/** A server certificate that was not accepted, in German. */
export const certificateExplanations = {
  'certificate-server-left': (where, time) => ({
    what: `Der Server ${where} hat die Verbindung beendet, während sein Zertifikat geprüft wurde.`,
    why: `Er hat sie nach ${time} beendet, bevor die Anforderung gesendet werden konnte: So lange wartet er nicht.`,
  }),
  'certificate-pin-mismatch': (subject, fingerprint) => ({
    what: 'Der Server hat ein anderes Zertifikat als das für ihn angeheftete.',
    why: `Kein Zertifikat seiner Kette hat einen angehefteten Fingerabdruck; sein eigenes, das von ${subject}, hat ${fingerprint}.`,
  }),
  'certificate-rejected-by-validation': (subject, issuer) => ({
    what: 'Die benutzerdefinierte Prüfung hat das Zertifikat des Servers abgelehnt.',
    why: `Sie wurde nach dem Zertifikat von ${subject} gefragt, signiert von ${issuer}, und hat Nein gesagt.`,
  }),
  'certificate-not-judged': (time) => ({
    what: 'Das Zertifikat des Servers wurde nicht rechtzeitig geprüft.',
    why: `Die benutzerdefinierte Prüfung hat ${time} lang nicht geantwortet.`,
  }),
  'certificate-revoked': (subject, issuer) => ({
    what: 'Das Zertifikat des Servers wurde gesperrt.',
    why: `Seine Zertifizierungsstelle ${issuer} gibt an, dass dem Zertifikat von ${subject} nicht mehr zu vertrauen ist; sein Schlüssel kann in fremden Händen sein.`,
  }),
  'certificate-bad-signature': (subject, issuer) => ({
    what: 'Die Signatur des Zertifikats ist falsch.',
    why: `Das Zertifikat, das ${issuer} als Aussteller von ${subject} nennt, wurde von dort nicht signiert oder danach verändert.`,
  }),
  'certificate-issuer-not-an-authority': (subject, issuer) => ({
    what: 'Das Zertifikat wurde von jemandem signiert, der keine Zertifikate signieren darf.',
    why: `${issuer}, der Aussteller von ${subject}, ist keine Zertifizierungsstelle oder nur eine für weniger Ebenen (Basiseinschränkungen).`,
  }),
  'certificate-unknown-critical-extension': (subject) => ({
    what: 'Das Zertifikat verlangt etwas, das hier nicht verstanden wird.',
    why: `Die Kette von ${subject} enthält eine Erweiterung, die als kritisch gekennzeichnet und nicht bekannt ist.`,
  }),
  'certificate-authority-policy': (subject, issuer) => ({
    what: 'Die Zertifizierungsstelle durfte dieses Zertifikat nicht signieren.',
    why: `${issuer} darf nur für bestimmte Namen oder Richtlinien signieren, und ${subject} gehört nicht dazu.`,
  }),
  'certificate-clock-wrong': (ours, theirs, from, to) => ({
    what: 'Die Uhr dieses Computers geht falsch, deshalb scheint das Zertifikat nicht gültig zu sein.',
    why: `Sie zeigt ${ours}, die der Gegenseite ${theirs}; das Zertifikat ist gültig vom ${from} bis zum ${to}.`,
  }),
  'certificate-clock-behind': (ours, from) => ({
    what: 'Das Zertifikat ist noch nicht gültig; möglicherweise geht die Uhr dieses Computers nach.',
    why: `Die Uhr zeigt ${ours}, und das Zertifikat beginnt am ${from}.`,
  }),
  'certificate-clock-ahead': (ours, to) => ({
    what: 'Jedes Zertifikat der Kette ist abgelaufen; möglicherweise geht die Uhr dieses Computers vor.',
    why: `Die Uhr zeigt ${ours}, und selbst das letzte Zertifikat der Kette endete am ${to}.`,
  }),
  'certificate-not-yet-valid': (subject, from, ours) => ({
    what: 'Das Zertifikat des Servers ist noch nicht gültig.',
    why: `Das von ${subject} beginnt am ${from}; die Uhr dieses Computers zeigt ${ours}.`,
  }),
  'certificate-expired': (subject, to, ours) => ({
    what: 'Das Zertifikat des Servers ist abgelaufen.',
    why: `Das von ${subject} endete am ${to}; die Uhr dieses Computers zeigt ${ours}.`,
  }),
  'certificate-issuer-expired': (subject, to) => ({
    what: 'Ein Zertifikat einer Zertifizierungsstelle in der Kette ist abgelaufen.',
    why: `Das des Servers ist gültig, das von ${subject} endete am ${to}.`,
  }),
  'certificate-intercepted': (issuer) => ({
    what: 'Ein Sicherheitsprodukt auf dem Weg öffnet sichere Verbindungen.',
    why: `Das Zertifikat ist nicht das des Servers: Signiert hat es ${issuer}, und dort werden Verbindungen untersucht.`,
  }),
  'certificate-self-signed': (subject) => ({
    what: 'Das Zertifikat des Servers ist selbstsigniert.',
    why: `Niemand außer ${subject} bürgt für ${subject}.`,
  }),
  'certificate-incomplete-chain': (subject, issuer, count) => ({
    what: 'Der Server sendet nicht alle Zertifikate seiner Kette.',
    why: `Gesendet hat er ${count}; das von ${issuer}, mit dem ${subject} signiert ist, fehlt.`,
  }),
  'certificate-untrusted-authority': (issuer) => ({
    what: 'Die Zertifizierungsstelle, die das Zertifikat signiert hat, ist nicht vertrauenswürdig.',
    why: `Die Kette endet mit ${issuer}, und das ist keine der vertrauenswürdigen Zertifizierungsstellen.`,
  }),
  'certificate-for-names-not-address': (address, names) => ({
    what: `Das Zertifikat gilt nicht für die Adresse ${address}.`,
    why: `Es nennt ${names}; eine Verbindung über die Adresse passt nicht dazu.`,
  }),
  'certificate-without-names': (subject) => ({
    what: 'Das Zertifikat nennt keinen Host.',
    why: `Es hat keine alternativen Namen; dass sein Antragsteller ${subject} ist, zählt nicht mehr (RFC 9110, Abschnitt 4.3.4).`,
  }),
  'certificate-other-name': (host, names) => ({
    what: `Das Zertifikat gilt nicht für ${host}.`,
    why: `Es nennt ${names}.`,
  }),
  'certificate-wrong-usage': (subject) => ({
    what: 'Das Zertifikat ist nicht für Server bestimmt.',
    why: `Das von ${subject} wurde für einen anderen Zweck ausgestellt, etwa für einen Client.`,
  }),
  'certificate-revocation-unknown': (issuer) => ({
    what: 'Es ließ sich nicht feststellen, ob das Zertifikat gesperrt wurde.',
    why: `Die Liste oder die Auskunft von ${issuer} über gesperrte Zertifikate fehlt oder war nicht lesbar.`,
  }),
  'certificate-refused': (subject, errors) => ({
    what: 'Das Zertifikat des Servers wird nicht angenommen.',
    why: `Was an dem von ${subject} nicht stimmt: ${errors}.`,
  }),
} satisfies Partial<Words['attempts']['explanations']>;
