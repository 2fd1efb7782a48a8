/** A stretch of text, or the name of a control character in its place. */
export type TextPart = { readonly kind: 'text' | 'control'; readonly text: string };

/** C0 and C1 controls, line separators, and the marks that turn the direction of text around. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const controls = /\r\n|[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

const c0Names = (
  'NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI ' +
  'DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'
).split(' ');

/** Splits text so that control characters can be shown by name and never act: one message stays one line. */
export function splitControls(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const match of text.matchAll(controls)) {
    if (match.index > at) parts.push({ kind: 'text', text: text.slice(at, match.index) });
    parts.push({ kind: 'control', text: controlName(match[0]) });
    at = match.index + match[0].length;
  }
  if (at < text.length || parts.length === 0) parts.push({ kind: 'text', text: text.slice(at) });
  return parts;
}

/** The same as one string, with the symbols Unicode has for C0 controls: for the clipboard and for titles. */
export function showControls(text: string): string {
  return text.replace(controls, (control) => Array.from(control, controlSymbol).join(''));
}

function controlName(control: string): string {
  if (control === '\r\n') return 'CR LF';
  const code = control.charCodeAt(0);
  if (code === 0x7f) return 'DEL';
  return c0Names[code] ?? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

function controlSymbol(control: string): string {
  const code = control.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '␡' : '�';
}

/** The same, but with lines and tabs as they are: for a text that is shown in full. */
export function showControlsInLines(text: string): string {
  return text
    .split(/(\r\n|[\n\t])/)
    .map((part, index) => (index % 2 === 1 ? part : showControls(part)))
    .join('');
}
