import 'ws';

/** `ws` exports it; its published types leave it out. */
declare module 'ws' {
  export const extension: {
    /**
     * Parses `Sec-WebSocket-Extensions` (RFC 6455, section 9.1).
     *
     * @returns for every extension the parameters of each time it is named: `true`, or the value, for each
     * @throws SyntaxError
     */
    parse(header: string): Record<string, Record<string, (string | true)[]>[]>;
  };
}
