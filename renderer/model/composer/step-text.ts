import type { Match, MessageBody, SequenceStep } from '../../../contract/workbench/documents.ts';
import { formatSize } from '../format.ts';
import { words } from '../words.ts';

/** Characters of a text that fit a line. */
const lineLength = 200;

/** What a body says, in a line. */
export function bodyLine(body: MessageBody): string {
  if (body.kind === 'generator') {
    return `${formatSize(body.sizeBytes)}, ${words.messageComposer.generator.patterns[body.pattern]}`;
  }
  const line = body.text.slice(0, lineLength).replaceAll(/\s+/g, ' ').trim();
  return line === '' ? words.messageComposer.history.emptyBody : line;
}

/** What a step does, in a line. */
export function stepLine(step: SequenceStep): string {
  const { sequence } = words.messageComposer;
  switch (step.kind) {
    case 'send':
      return bodyLine(step.body);
    case 'sendSaved':
      return step.message === '' ? sequence.chooseMessage : step.message;
    case 'wait':
      return [matchLine(step.match), `${step.timeoutMs} ${sequence.ms}`, step.keepAs && `→ {{${step.keepAs}}}`]
        .filter(Boolean)
        .join(' · ');
    case 'delay':
      return `${step.ms} ${sequence.ms}`;
  }
}

function matchLine(match: Match): string {
  const kind = words.messageComposer.sequence.matches[match.kind];
  switch (match.kind) {
    case 'any':
      return kind;
    case 'text':
      return `${kind} “${match.text.slice(0, lineLength)}”`;
    case 'regex':
      return `${kind} ${match.pattern}`;
    case 'jsonPath':
      return match.equals === undefined ? match.path : `${match.path} = ${match.equals}`;
  }
}
