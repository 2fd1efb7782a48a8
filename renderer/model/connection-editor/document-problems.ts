import { isReservedHeader } from '../../../contract/reserved-headers.ts';
import type { ConnectionDocument, SharedSettings } from '../../../contract/workbench/documents.ts';
import { checkHeaders } from '../request-headers.ts';
import { checkAddress } from '../server-address.ts';
import { explainFault } from '../explain-fault.ts';
import { words } from '../words.ts';
import type { NamedValue } from './document-edits.ts';
import { hasTemplates, isVariableName, templateParts } from './template-parts.ts';

/** Something wrong with a field of the document: its path, and a sentence that names it. */
export interface FieldProblem {
  readonly field: string;
  readonly sentence: string;
}

/** The longest texts of a document (contract/workbench/documents.ts). */
const longestName = 256;
const longestValue = 16 * 1024;
/** RFC 6455, 5.5. */
const controlPayloadBytes = 125;

/** What can be seen to be wrong without main; rows that are off are not looked at. */
export function documentProblems(document: Partial<ConnectionDocument> & SharedSettings): readonly FieldProblem[] {
  return [
    ...(document.address === undefined ? [] : addressProblems(document.address)),
    ...(document.headers ?? []).flatMap(headerProblems),
    ...(document.cookies ?? []).flatMap(cookieProblems),
    ...subprotocolProblems(document.subprotocols ?? []),
    ...authProblems(document.auth),
    ...variableProblems(document.variables ?? {}),
    ...habitProblems(document),
  ];
}

function addressProblems(address: string): readonly FieldProblem[] {
  const { connectionEditor: say } = words;
  const problem = (sentence: string): readonly FieldProblem[] => [{ field: 'address', sentence }];
  if (/[\r\n\t]/.test(address)) return problem(say.faults.addressBreak);
  if (/^\s|\s$/.test(address)) return problem(say.faults.addressSpace);
  if (!hasTemplates(address)) {
    const found = checkAddress(address);
    return found === undefined ? [] : problem(explainFault({ field: 'address', problem: found }));
  }
  // What variables say is known to main; a fragment is seen without.
  const isFragment = templateParts(address).some(({ kind, text }) => kind === 'text' && text.includes('#'));
  return isFragment ? problem(explainFault({ field: 'address', problem: { kind: 'fragment' } })) : [];
}

function headerProblems({ name, value, enabled }: NamedValue, index: number): readonly FieldProblem[] {
  const { faults } = words.connectionEditor;
  const line = index + 1;
  if (enabled === false) return [];
  if (isReservedHeader(name.trim())) {
    const isProtocol = name.trim().toLowerCase() === 'sec-websocket-protocol';
    const sentence = isProtocol ? faults.protocolHeader(line) : faults.reservedHeader(line, name.trim());
    return [{ field: `headers.${index}.name`, sentence }];
  }
  const problem = checkHeaders([{ id: 0, name: withoutTemplates(name), value: withoutTemplates(value) }]);
  if (problem !== undefined) {
    const sentence = explainFault({ field: 'headers', problem: { ...problem, line: index } });
    return [{ field: `headers.${index}.${problem.kind === 'value' ? 'value' : 'name'}`, sentence }];
  }
  return tooLong(`headers.${index}`, faults.headerLine(line), name, value);
}

/** RFC 6265, 4.1.1: a name is a token; a value has no white space, quotes, commas, semicolons or backslashes. */
function cookieProblems({ name, value, enabled }: NamedValue, index: number): readonly FieldProblem[] {
  const { faults } = words.connectionEditor;
  const line = index + 1;
  if (enabled === false || (name === '' && value === '')) return [];
  if (!/^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/.test(withoutTemplates(name))) {
    const sentence = name === '' ? faults.cookieNameMissing(line) : faults.cookieName(line);
    return [{ field: `cookies.${index}.name`, sentence }];
  }
  if (!/^(?:"[!#-+\--:<-[\]-~]*"|[!#-+\--:<-[\]-~]*)$/.test(withoutTemplates(value))) {
    return [{ field: `cookies.${index}.value`, sentence: faults.cookieValue(line) }];
  }
  return tooLong(`cookies.${index}`, faults.cookieLine(line), name, value);
}

/** RFC 6455, 4.1: tokens, each once. */
function subprotocolProblems(subprotocols: readonly string[]): readonly FieldProblem[] {
  const { faults } = words.connectionEditor;
  return subprotocols.flatMap((name, index) => {
    const field = `subprotocols.${index}`;
    if (!/^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/.test(withoutTemplates(name))) {
      return [{ field, sentence: faults.subprotocol(index + 1) }];
    }
    const isTwice = subprotocols.indexOf(name) < index;
    return isTwice ? [{ field, sentence: faults.subprotocolTwice(index + 1, name) }] : [];
  });
}

function authProblems(auth: SharedSettings['auth']): readonly FieldProblem[] {
  const { faults } = words.connectionEditor;
  switch (auth?.kind) {
    case undefined:
    case 'none':
      return [];
    case 'basic':
    case 'digest':
      // RFC 7617, 2: the first colon ends the name.
      if (auth.kind === 'basic' && auth.userName.includes(':')) {
        return [{ field: 'auth.userName', sentence: faults.userNameColon }];
      }
      return auth.userName === '' ? [{ field: 'auth.userName', sentence: faults.userNameMissing }] : [];
    case 'bearer':
      if (auth.token === '') return [{ field: 'auth.token', sentence: faults.tokenMissing }];
      return /[^\x21-\x7e]/.test(withoutTemplates(auth.token))
        ? [{ field: 'auth.token', sentence: faults.tokenSign }]
        : [];
    case 'apiKey':
      if (auth.name === '') return [{ field: 'auth.name', sentence: faults.keyNameMissing }];
      if (auth.in === 'header' && checkHeaders([{ id: 0, name: withoutTemplates(auth.name), value: '' }])) {
        return [{ field: 'auth.name', sentence: faults.keyName }];
      }
      return auth.value === '' ? [{ field: 'auth.value', sentence: faults.keyMissing }] : [];
  }
}

function variableProblems(variables: Readonly<Record<string, string>>): readonly FieldProblem[] {
  const { faults } = words.connectionEditor;
  return Object.entries(variables).flatMap(([name, value]) => {
    const field = `variables.${name}`;
    if (!isVariableName(name)) return [{ field, sentence: faults.variableName(name) }];
    return value.length > longestValue ? [{ field, sentence: faults.tooLong(name, longestValue) }] : [];
  });
}

function habitProblems({ keepAlive, reconnect }: Partial<ConnectionDocument>): readonly FieldProblem[] {
  const { faults } = words.connectionEditor;
  const payloadBytes = new TextEncoder().encode(keepAlive?.payload ?? '').length;
  return [
    ...(keepAlive !== undefined && keepAlive.kind !== 'message' && payloadBytes > controlPayloadBytes
      ? [{ field: 'keepAlive.payload', sentence: faults.controlPayload(payloadBytes, controlPayloadBytes) }]
      : []),
    ...(reconnect !== undefined && reconnect.mostMs < reconnect.firstMs
      ? [{ field: 'reconnect.mostMs', sentence: faults.longestWait }]
      : []),
  ];
}

function tooLong(field: string, what: string, name: string, value: string): readonly FieldProblem[] {
  const { faults } = words.connectionEditor;
  if (name.length > longestName) return [{ field: `${field}.name`, sentence: faults.tooLong(what, longestName) }];
  return value.length > longestValue ? [{ field: `${field}.value`, sentence: faults.tooLong(what, longestValue) }] : [];
}

/** With a letter, which may stand anywhere, for everything that is filled in. */
function withoutTemplates(text: string): string {
  if (!text.includes('{{')) return text;
  return templateParts(text)
    .map((part) => (part.kind === 'text' ? part.text : 'x'))
    .join('');
}
