import type { Reason } from '../../contract/reason.ts';
import type { DocumentProblem } from '../../contract/workbench/library.ts';
import { words } from './words.ts';

/** A reason as a sentence without a full stop. */
export function reasonText({ kind, values }: Reason): string | undefined {
  const { faults } = words;
  switch (kind) {
    case 'addressEmpty':
      return faults.addressEmpty;
    case 'addressScheme':
      return faults.noScheme;
    case 'addressFragment':
      return faults.fragment;
    case 'addressPort':
      return faults.port(String(values[0]));
    case 'addressCredentials':
      return faults.credentials;
    case 'addressInvalid':
      return faults.invalid;
    default: {
      const { sentences } = words.reasons;
      // A later version may have written it.
      if (!Object.hasOwn(sentences, kind)) return undefined;
      // The values are those of the kind: `because` and `reasonSchema` see to it.
      return (sentences[kind] as (...given: typeof values) => string)(...values);
    }
  }
}

/** What main says of something, in the language of the page where main says why in a way that can be told in it. */
export function toldText({
  reason,
  message,
}: {
  readonly reason?: Reason | undefined;
  readonly message: string;
}): string {
  return (reason && reasonText(reason)) ?? words.reasons.technical(message);
}

/** What is wrong with a document: the key, as it is written there, and why. */
export function documentProblemText({ key, ...problem }: DocumentProblem): string {
  // Main's own sentence has the key already.
  return key === undefined || problem.reason === undefined ? toldText(problem) : `${key}: ${toldText(problem)}`;
}
