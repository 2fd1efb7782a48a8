import type { FieldFault } from './field-fault.ts';
import { words } from './words.ts';
import { errorText } from './error-text.ts';

/** A field's fault in one sentence, without the field's name: for the line under the field. */
export function explainFault(fault: FieldFault): string {
  const { problem } = fault;
  switch (problem.kind) {
    case 'told':
      return errorText(problem.error);
    case 'empty':
      return fault.field === 'text' ? words.faults.textEmpty : words.faults.addressEmpty;
    case 'noFile':
      return words.faults.noFile;
    case 'range':
      return words.controls.faults.range(problem.property, problem.least, problem.most);
    case 'half':
      return words.controls.faults.half(problem.property);
    case 'noScheme':
      return words.faults.noScheme;
    case 'wrongScheme':
      return words.faults.wrongScheme(problem.scheme);
    case 'port':
      return words.faults.port(problem.port);
    case 'fragment':
      return words.faults.fragment;
    case 'credentials':
      return words.faults.credentials;
    case 'invalid':
      return words.faults.invalid;
    case 'nameMissing':
      return words.faults.headerNameMissing(problem.line + 1);
    case 'name':
      return words.faults.headerName(problem.line + 1);
    case 'value':
      return words.faults.headerValue(problem.line + 1);
  }
}

/** The same with the field's name in front: for the status band. */
export function explainFaultWithField(fault: FieldFault): string {
  return `${words.fields[fault.field]}: ${explainFault(fault)}`;
}
