interface Slicing {
  utf8Slice?(start: number, end: number): string;
}

/**
 * Reads UTF-8. Node's own `utf8Slice` is what `toString` calls once it has looked at its arguments, which for short texts
 * takes a tenth of the whole; where a Node does not have it, `toString` does the same.
 */
export function utf8Text(bytes: Buffer, start: number, end: number): string {
  return (bytes as Slicing).utf8Slice?.(start, end) ?? bytes.toString('utf8', start, end);
}
