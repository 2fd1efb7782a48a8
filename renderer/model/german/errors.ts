import type { Words } from '../words.ts';
import { needed } from './needed.ts';

/** What happened, and what to do about it, in German. */
export const errors: Words['errors'] = {
  'invalid-input': {
    what: 'Eine Eingabe ist nicht gültig.',
    advice: 'Korrigieren Sie sie, und versuchen Sie es erneut.',
  },
  'unknown-command': {
    what: 'Die Seite hat etwas verlangt, das diese Version nicht kann.',
    advice: 'Starten Sie Duplex neu.',
  },
  'forbidden-sender': {
    what: 'Ein Befehl wurde abgelehnt, weil er nicht von der eigenen Seite der App kam.',
    advice: 'Starten Sie Duplex neu.',
  },
  'log-failed': {
    what: 'Das Nachrichtenprotokoll kann nicht geschrieben oder gelesen werden.',
    advice: 'Schaffen Sie Platz auf dem Datenträger, oder löschen Sie Protokolle, die Sie nicht brauchen.',
  },
  'not-found': {
    what: 'Was verlangt wurde, gibt es nicht mehr.',
    advice: 'Stellen Sie die Verbindung erneut her.',
  },
  'illegal-call': {
    what: 'Das ist im Moment nicht möglich.',
    advice: 'Warten Sie, bis die Verbindung offen ist, und versuchen Sie es erneut.',
  },
  conflict: {
    what: 'Das Dokument wurde außerhalb dieses Fensters geändert.',
    advice: 'Sehen Sie sich an, was jetzt dort steht, und nehmen Sie Ihre Änderung erneut vor.',
  },
  'confirmation-needed': {
    what: 'Dieser Frame verletzt das WebSocket-Protokoll, und der Server ist nicht auf diesem Computer.',
    advice: 'Senden Sie ihn nur an einen Server, den Sie testen dürfen.',
  },
  'storage-failed': {
    what: 'Der Ordner Ihrer Dokumente kann nicht gelesen oder beschrieben werden.',
    advice: 'Schaffen Sie Platz auf dem Datenträger, oder wählen Sie einen anderen Ordner.',
  },
  closed: {
    what: 'Die Verbindung wurde geschlossen.',
    advice: 'Stellen Sie die Verbindung erneut her.',
  },
  canceled: {
    what: 'Das Verbinden wurde abgebrochen.',
    advice: 'Die Verbindung lässt sich jederzeit erneut herstellen.',
  },
  timeout: {
    what: 'Der Server hat nicht rechtzeitig geantwortet.',
    advice: 'Prüfen Sie die Adresse und ob der Server von hier aus erreichbar ist.',
  },
  'capability-denied': {
    what: 'Die Netzwerkisolation lässt diese App die Adresse nicht erreichen.',
    whatWith: (address) => `Die Netzwerkisolation lässt diese App ${address} nicht erreichen.`,
    advice: 'Verwenden Sie eine Adresse, die die App deklariert hat.',
    adviceWith: (needs) => `In der network-capabilities.json der App müsste deklariert sein: ${needed(needs)}.`,
    adviceForPolicy: 'Die Netzwerkrichtlinie lässt sich auf der Seite „Netzwerkisolation“ ändern.',
  },
  'name-not-resolved': {
    what: 'Der Hostname hat keine Adresse.',
    advice: 'Prüfen Sie die Schreibweise des Hostnamens und Ihr Netzwerk.',
  },
  'cannot-connect': {
    what: 'Es kann keine Verbindung mit dem Server hergestellt werden.',
    advice: 'Prüfen Sie die Adresse und den Port und ob der Server läuft.',
  },
  'proxy-failed': {
    what: 'Der Proxy kann nicht verwendet werden.',
    advice: 'Prüfen Sie die Proxyeinstellungen und ob der Proxy läuft.',
  },
  'proxy-refused': {
    what: 'Der Proxy lässt die Verbindung nicht durch.',
    advice: 'Vielleicht verlangt er Benutzernamen und Kennwort oder erlaubt diesen Server nicht.',
  },
  'tls-failed': {
    what: 'Keine sichere Verbindung mit dem Server.',
    advice: 'Prüfen Sie, ob der Server an diesem Port TLS spricht; ws: ist ohne TLS.',
  },
  'certificate-refused': {
    what: 'Das Zertifikat des Servers wurde abgelehnt.',
    advice:
      'Verwenden Sie einen Server mit vertrauenswürdigem Zertifikat. Für den eingebauten Server schalten Sie die benutzerdefinierte Prüfung ein.',
  },
  'redirect-failed': {
    what: 'Der Server hat die Verbindung an eine andere Adresse umgeleitet, der nicht gefolgt werden kann.',
    advice: 'Stellen Sie die Verbindung direkt mit dieser Adresse her.',
  },
  'handshake-failed': {
    what: 'Der Server hat einer WebSocket-Verbindung nicht zugestimmt.',
    advice: 'Prüfen Sie den Pfad der Adresse.',
  },
  'protocol-error': {
    what: 'Der Server hat das WebSocket-Protokoll verletzt, und die Verbindung wurde beendet.',
    advice: 'Der Fehler liegt beim Server; verbinden Sie erneut, um zu sehen, ob er bleibt.',
  },
  'message-too-big': {
    what: 'Eine Nachricht war größer als erlaubt.',
    advice: 'Senden Sie sie in Teilen, oder lesen Sie sie als Datenstrom.',
  },
  'connection-lost': {
    what: 'Die Verbindung ist abgebrochen.',
    advice: 'Stellen Sie die Verbindung erneut her.',
  },
  'client-certificate': {
    what: 'Das Clientzertifikat kann nicht verwendet werden.',
    advice: 'Prüfen Sie die Datei und ihr Kennwort.',
  },
  'transfer-failed': {
    what: 'Die Datei konnte nicht gelesen oder geschrieben werden.',
    advice: 'Prüfen Sie, ob sie noch vorhanden ist, ob sie verwendet werden darf und ob noch Platz ist.',
  },
  'download-failed': {
    what: 'Der Server hat nicht geliefert, was verlangt wurde.',
    advice: 'Versuchen Sie es später noch einmal.',
  },
  'update-refused': {
    what: 'Was als Update angeboten wurde, wurde abgelehnt.',
    advice:
      'Nichts davon wird behalten. Versuchen Sie es später noch einmal; wenn es dabei bleibt, informieren Sie den Herausgeber von Duplex.',
  },
  'bad-file': {
    what: 'Eine Datei der App ist nicht, wie sie sein sollte.',
    advice: 'Installieren Sie Duplex neu, oder bringen Sie die Datei in Ordnung und starten Sie neu.',
  },
  internal: {
    what: 'In Duplex ist etwas schiefgegangen.',
    advice: 'Versuchen Sie es erneut; wenn es dabei bleibt, melden Sie es mit diesem Text.',
  },
  chosenFile: {
    what: 'Die Datei kann nicht verwendet werden.',
    advice: 'Wählen Sie eine andere Datei.',
    adviceNoSpace: 'Schaffen Sie Platz auf dem Datenträger, oder wählen Sie eine Datei auf einem anderen.',
  },
  unknown: { what: 'Fehlgeschlagen.' },
  clientCertificateWanted: {
    what: 'Der Server verlangt ein Clientzertifikat.',
    advice: 'Verbinden Sie auf der Seite „Client-Authentifizierung“, die eines sendet.',
  },
  validationRejected: {
    what: 'Die benutzerdefinierte Prüfung hat das Zertifikat des Servers abgelehnt.',
    advice:
      'Schalten Sie das Kontrollkästchen aus, ändern Sie die benutzerdefinierte Prüfung auf der Seite „Sichere Verbindungen“, oder verwenden Sie einen Server, der sie besteht.',
  },
  pinMismatch: {
    what: 'Der Server hat keinen der Fingerabdrücke, die Sie für ihn angeheftet haben.',
    advice:
      'Möglicherweise steht jemand zwischen Ihnen und dem Server. Wenn er ein neues Zertifikat hat, entfernen Sie den angehefteten Fingerabdruck.',
  },
  badPolicyFile: {
    what: 'Ihre Netzwerkrichtlinie konnte nicht verwendet werden; deshalb ist nur der eigene Server der App erreichbar.',
    advice:
      'Wählen Sie auf der Seite „Netzwerkisolation“ eine Richtlinie, und wenden Sie sie an; die Datei bleibt erhalten.',
  },
  badProxyFile: {
    what: 'Ihre Proxyeinstellung konnte nicht verwendet werden; deshalb ist nur dieser Computer erreichbar.',
    advice:
      'Wählen Sie auf der Seite „Netzwerkisolation“ einen Proxy oder keinen, und wenden Sie die Wahl an; die Datei bleibt erhalten.',
  },
  serverIsOff: { advice: 'Der eingebaute Server ist ausgeschaltet.' },
};
