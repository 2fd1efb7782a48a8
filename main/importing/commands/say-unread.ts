import { omit } from '../../../contract/workbench/omission.ts';
import type { ConnectionDraft } from '../connection-draft.ts';
import type { GivenArguments } from './options.ts';

/** Says of arguments that no reader has taken what became of them. @param output options about what the program prints */
export function sayUnread(
  draft: ConnectionDraft,
  given: GivenArguments,
  rest: { readonly positional: readonly string[]; readonly output: readonly string[] },
): void {
  const output = given.options.filter(({ name }) => rest.output.includes(name)).map(({ written }) => written);
  if (output.length > 0) {
    draft.leftOut.push(omit('aboutOutput', [...new Set(output)].join(', ')));
  }
  for (const option of given.unknown) draft.leftOut.push(omit('optionUnknown', option));
  for (const option of given.incomplete) draft.leftOut.push(omit('valueMissing', option));
  for (const word of rest.positional) draft.leftOut.push(omit('argumentUnknown', word.slice(0, 200)));
}
