import type { ErrorInfo } from '../../contract/errors.ts';
import type { Denial } from '../../contract/network-decision.ts';
import { reasonText } from './reason-text.ts';
import { words } from './words.ts';

/** Why something failed: what is known, then what the peer did or the system said. Main's own words where that is all. */
export function errorText(error: ErrorInfo): string {
  const { reason, denial, message } = error;
  if (denial !== undefined) return denialText(String(reason?.values[0] ?? denial.address), denial);
  if (error.code === 'update-refused' && isNamed(words.reasons.updates, error.cause)) {
    return words.reasons.updates[error.cause];
  }
  const told = reason && reasonText(reason);
  if (told === undefined) return words.reasons.technical(message);
  const detail = faultText(error) ?? causeText(error.cause);
  return [placeText(error), told, detail].filter((part) => part !== undefined).join(': ');
}

/** The same after the name of the field it is about, where it is about one. */
export function errorTextWithField(error: ErrorInfo): string {
  const field = error.reason !== undefined && error.code === 'invalid-input' ? fieldText(error.field ?? '') : '';
  return field === '' ? errorText(error) : `${field}: ${errorText(error)}`;
}

/** What a field of a command is called; of one that no page has, its path as main has it. */
export function fieldText(field: string): string {
  const [name = ''] = field.split('.');
  switch (name) {
    case 'url':
    case 'uri':
    case 'address':
      return words.fields.address;
    case 'headers':
    case 'headerName':
    case 'headerValue':
      return words.fields.headers;
    case 'payload':
      return words.fields.text;
    case 'control':
      return words.fields.control;
    case 'clientCertificate':
      return words.fields.certificate;
    default:
      return isNamed(words.reasons.fields, name) ? words.reasons.fields[name] : field;
  }
}

/** Why network isolation refused: what it says before connecting is in `decision-text.ts`. */
function denialText(host: string, { rule, needs, entry, addressClass }: Denial): string {
  const { denials } = words.reasons;
  switch (rule) {
    case 'denied':
      return denials.denied(host, entry ?? '');
    case 'allowed':
      return denials.allowed(host);
    case 'cloudMetadata':
      return denials.cloudMetadata(host, needs ?? '');
    case 'nameLookup':
      return denials.nameLookup(host, needs ?? '');
    default: {
      const place = words.isolation.places[addressClass];
      return needs === undefined ? denials.nothing(host, place) : denials.needs(host, place, needs);
    }
  }
}

/** `field` begins with the name of the file; what was typed or pasted has none. */
function placeText({ code, field, place }: ErrorInfo): string | undefined {
  if (place === undefined) return undefined;
  if (code === 'invalid-input') return words.reasons.placeInText(place.line, place.column);
  return words.reasons.place((field ?? '').split(': ', 1)[0] ?? '', place.line, place.column);
}

function faultText({ fault }: ErrorInfo): string | undefined {
  return isNamed(words.reasons.faults, fault) ? words.reasons.faults[fault] : undefined;
}

function causeText(cause: string | undefined): string | undefined {
  if (isNamed(words.reasons.causes, cause)) return words.reasons.causes[cause];
  return cause !== undefined && /^ERR_SSL_.*ALERT/.test(cause) ? words.reasons.tlsAlert : undefined;
}

function isNamed<Table extends object>(table: Table, name: string | undefined): name is keyof Table & string {
  return name !== undefined && Object.hasOwn(table, name);
}
