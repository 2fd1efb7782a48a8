/** The one place where errors end that nobody expected: on standard error, with their stack; the app goes on. */
export function reportUnexpected(error: unknown): void {
  process.stderr.write(
    `duplex: unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
}
