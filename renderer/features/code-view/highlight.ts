import { highlightCode, tagHighlighter, tags } from '@lezer/highlight';
import { parser } from '@lezer/javascript';

export type CodeRole = 'plain' | 'comment' | 'keyword' | 'string' | 'type' | 'number';

/** A stretch of code in one role. Stretches of a file are its text, in order. */
export interface CodeSpan {
  readonly text: string;
  readonly role: CodeRole;
}

const roles = tagHighlighter([
  { tag: tags.comment, class: 'comment' },
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword], class: 'keyword' },
  { tag: [tags.string, tags.regexp, tags.special(tags.string)], class: 'string' },
  { tag: [tags.typeName, tags.className, tags.namespace], class: 'type' },
  { tag: [tags.number, tags.bool, tags.null], class: 'number' },
]);

const typescript = parser.configure({ dialect: 'ts' });

/** Splits TypeScript into coloured stretches. */
export function highlight(code: string): readonly CodeSpan[] {
  const spans: CodeSpan[] = [];
  highlightCode(
    code,
    typescript.parse(code),
    roles,
    // The classes are the roles above; no class is plain code.
    (text, role) => spans.push({ text, role: role === '' ? 'plain' : (role as CodeRole) }),
    () => spans.push({ text: '\n', role: 'plain' }),
  );
  return spans;
}
