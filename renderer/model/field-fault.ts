import type { ErrorInfo } from '../../contract/errors.ts';
import { filledLines, type HeaderLine, type HeaderProblem } from './request-headers.ts';
import type { AddressProblem } from './server-address.ts';

/** What is wrong with what a person has filled in, and in which field. */
export type FieldFault =
  | { readonly field: 'address'; readonly problem: AddressProblem | Told }
  | { readonly field: 'text'; readonly problem: { readonly kind: 'empty' } | Told }
  | { readonly field: 'headers'; readonly problem: HeaderProblem | (Told & { readonly line: number }) }
  | { readonly field: 'certificate'; readonly problem: { readonly kind: 'noFile' } | Told }
  | { readonly field: 'password'; readonly problem: Told };

/** Found by main: its own sentence says what. */
interface Told {
  readonly kind: 'told';
  readonly error: ErrorInfo;
}

/** The field a failure of main's is about; undefined where it is about none on the page. */
export function faultOf(error: ErrorInfo, headers: readonly HeaderLine[]): FieldFault | undefined {
  const told: Told = { kind: 'told', error };
  const [name, index] = (error.field ?? '').split('.');
  switch (name) {
    case 'url':
    case 'uri':
      return { field: 'address', problem: told };
    case 'headers':
      return { field: 'headers', problem: { ...told, line: editedLine(headers, Number(index ?? 0)) } };
    case 'payload':
      return { field: 'text', problem: told };
    case 'clientCertificate':
      return { field: index === 'password' ? 'password' : 'certificate', problem: told };
    case undefined:
    default:
      return undefined;
  }
}

/** Empty lines are not sent, so main counts without them. */
function editedLine(headers: readonly HeaderLine[], sent: number): number {
  const line = filledLines(headers)[sent];
  return line === undefined ? 0 : headers.indexOf(line);
}
