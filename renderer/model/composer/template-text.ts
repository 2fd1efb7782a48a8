/** A place of a text that is filled in when it is sent: `{{name}}` or `{{function(…)}}`. */
export interface TemplatePlace {
  readonly from: number;
  readonly to: number;
  /** What stands between the braces. */
  readonly inner: string;
}

/** Where the templates of a text are, in characters from 0. */
export function templatePlaces(text: string): readonly TemplatePlace[] {
  return Array.from(text.matchAll(templatePattern()), (found) => ({
    from: found.index,
    to: found.index + found[0].length,
    inner: found[1] ?? '',
  }));
}

/** A new one each time, as it remembers where it is. */
export function templatePattern(): RegExp {
  return /\{\{([^{}\n]*)\}\}/g;
}

const [open, close, newLine, backslash, one] = [0x7b, 0x7d, 0x0a, 0x5c, 0x31] as const;

/**
 * UTF-8 with a digit for each byte of its templates, so that what is around them can be read as JSON or XML and every
 * place stays where it is. A `\` that makes two braces text is taken out by main, and is a digit here as well.
 */
export function maskTemplates(bytes: Uint8Array): Uint8Array {
  const masked = bytes.slice();
  let start = -1;
  for (let at = 1; at < bytes.length; at += 1) {
    const sign = bytes[at];
    if (sign === newLine) start = -1;
    else if (sign === open) {
      start = bytes[at - 1] === open ? at - 1 : -1;
      if (start < 1 || !isEscaped(bytes, start)) continue;
      masked[start - 1] = one;
      start = -1;
    } else if (sign === close && start >= 0) {
      if (bytes[at + 1] === close) {
        masked.fill(one, start, at + 2);
        at += 1;
      }
      start = -1;
    }
  }
  return masked;
}

/** Whether an odd number of backslashes stands before a place. */
function isEscaped(bytes: Uint8Array, at: number): boolean {
  let slashes = 0;
  while (bytes[at - 1 - slashes] === backslash) slashes += 1;
  return slashes % 2 === 1;
}
