import type { ErrorInfo } from '../../contract/errors.ts';
import type { ControlProblem } from './control-drafts.ts';
import { filledLines, type HeaderLine, type HeaderProblem } from './request-headers.ts';
import type { AddressProblem } from './server-address.ts';

/** What is wrong with what a person has filled in, and in which field. */
export type FieldFault =
  | { readonly field: 'address'; readonly problem: AddressProblem | Told }
  | { readonly field: 'text'; readonly problem: { readonly kind: 'empty' } | Told }
  | { readonly field: 'headers'; readonly problem: HeaderProblem | (Told & { readonly line: number }) }
  | { readonly field: 'certificate'; readonly problem: { readonly kind: 'noFile' } | Told }
  | { readonly field: 'password'; readonly problem: Told }
  | { readonly field: 'control'; readonly problem: ControlProblem | (Told & { readonly property: string }) };

/** Found by main: its own sentence says what. */
interface Told {
  readonly kind: 'told';
  readonly error: ErrorInfo;
}

/** The field a failure of main's is about; undefined where it is about none on the page. */
export function faultOf(error: ErrorInfo, headers: readonly HeaderLine[]): FieldFault | undefined {
  const told: Told = { kind: 'told', error };
  const [name, index, inside] = (error.field ?? '').split('.');
  switch (name) {
    case 'url':
    case 'uri':
      return { field: 'address', problem: told };
    case 'headers':
      return { field: 'headers', problem: { ...told, line: editedLine(headers, Number(index ?? 0)) } };
    case 'control':
      return { field: 'control', problem: { ...told, property: propertyOf(index, inside) } };
    case 'supportedProtocols':
      return { field: 'control', problem: { ...told, property: name } };
    case 'payload':
      return { field: 'text', problem: told };
    case 'clientCertificate':
      return { field: index === 'password' ? 'password' : 'certificate', problem: told };
    case undefined:
    default:
      return undefined;
  }
}

/** The members of permessage-deflate are fields of their own. */
function propertyOf(name: string | undefined, inside: string | undefined): string {
  return (name === 'perMessageDeflate' ? inside : undefined) ?? name ?? '';
}

/** Empty lines are not sent, so main counts without them. */
function editedLine(headers: readonly HeaderLine[], sent: number): number {
  const line = filledLines(headers)[sent];
  return line === undefined ? 0 : headers.indexOf(line);
}
