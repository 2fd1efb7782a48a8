import { failure } from '../../../contract/errors.ts';
import { because } from '../../../contract/reason.ts';
import type { ImportedDocument } from '../../../contract/workbench/importing.ts';
import { omit, type Omission } from '../../../contract/workbench/omission.ts';
import type { FoundSecrets } from '../found-secrets.ts';
import type { ReadImport } from '../imported-documents.ts';
import { readCurl } from './read-curl.ts';
import { readWebsocat } from './read-websocat.ts';
import { readWscat } from './read-wscat.ts';
import type { ShellCommand } from './shell-text.ts';
import { splitCommands } from './split-commands.ts';
import { typedInput } from './typed-input.ts';

/** As long as the arguments of a program can be, all together, on most systems. */
const longestText = 2 * 1024 * 1024;

const programs = ['wscat', 'websocat', 'curl'] as const;
type Program = (typeof programs)[number];

/** What shells show before a command is copied along. */
const prompt = /^[ \t]*[$%>][ \t]+(?=(?:npx|wscat|websocat|curl|echo|printf)\b)/gm;

/** Whether a text has one of the commands at the beginning of a line, or behind a pipe. */
export function hasCommand(text: string): boolean {
  return /(?:^|[\n|;&])[ \t]*(?:[$>%][ \t]+)?(?:\w+=\S*[ \t]+)*(?:npx[ \t]+(?:-y[ \t]+)?)?(?:[^\s"'|;&]*[\\/])?(?:wscat|websocat|curl)(?:\.exe|\.cmd)?(?=[\s"']|$)/i.test(
    text.slice(0, 64 * 1024),
  );
}

/**
 * Reads the command lines of wscat, websocat and curl in a text.
 *
 * @throws DuplexError `invalid-input`
 */
export function readCommands(text: string, secrets: FoundSecrets): ReadImport {
  if (text.length > longestText) {
    throw failure('invalid-input', `a command line has at most ${longestText} characters, this has ${text.length}`, {
      field: 'text',
      reason: because('commandTooLong', longestText, text.length),
    });
  }
  const leftOut: Omission[] = [];
  const documents: ImportedDocument[] = [];
  let kind: Program | undefined;
  for (const command of splitCommands(text.replaceAll(prompt, ''))) {
    const [program, words] = programOf(command);
    if (program === undefined) {
      leftOut.push(omit('commandUnknown', command.words[0]?.slice(0, 200) ?? ''));
      continue;
    }
    kind ??= program;
    const input = typedInput(command.input);
    const made =
      program === 'websocat'
        ? readWebsocat(words, input, secrets)
        : program === 'wscat'
          ? readWscat(words, secrets)
          : readCurl(words, secrets);
    if (program !== 'websocat') leftOut.push(...input.leftOut);
    leftOut.push(...command.leftOut.map((part) => omit('ofShell', part, program)));
    if (made.length === 0) leftOut.push(omit('commandWithoutAddress', program));
    documents.push(...made);
  }
  if (kind === undefined)
    throw failure('invalid-input', 'there is no command of wscat, websocat or curl', {
      field: 'text',
      reason: because('noCommand'),
    });
  if (documents.length === 0) {
    throw failure('invalid-input', `this ${kind} command has no address of a WebSocket`, {
      field: 'text',
      reason: because('commandWithoutAddress', kind),
    });
  }
  return { kind, documents, leftOut };
}

function programOf({ words }: ShellCommand): readonly [program: Program | undefined, words: readonly string[]] {
  // `NAME=value npx -y wscat …`
  const at = words.findIndex((word) => !/^(?:[A-Za-z_]\w*=.*|npx|-y|--yes|sudo|env|time)$/s.test(word));
  const name = words[at]
    ?.split(/[\\/]/)
    .at(-1)
    ?.toLowerCase()
    .replace(/\.(?:exe|cmd)$/, '')
    .replace(/@[\w.]+$/, '');
  return [programs.find((program) => program === name), words.slice(at + 1)];
}
