/** A case the client does not meet yet. */
export interface KnownDefect {
  /** What it does instead. */
  readonly instead: string;
  /** Where only some ways of running it go wrong: how their names begin. Default: all do. */
  readonly way?: string;
}

const noInterim: KnownDefect = { instead: 'connecting fails with the interim status' };
const tokenOfUpgrade: KnownDefect = { instead: 'connects: one of the values is enough' };
const trimsTooMuch: KnownDefect = { instead: 'connects: trim() takes the byte A0 (U+00A0) for white space' };
const nothingTold: KnownDefect = { instead: 'nothing is told, neither closed nor an error', way: 'StreamWebSocket' };

/**
 * By the id of the case. They are run all the same: one that passes after all fails the suite until its line here is
 * gone.
 */
export const knownDefects: ReadonlyMap<string, KnownDefect> = new Map([
  ['answer/interim-100', noInterim],
  ['answer/interim-102', noInterim],
  ['answer/interim-103', noInterim],
  ['answer/upgrade-list', tokenOfUpgrade],
  ['answer/upgrade-twice', tokenOfUpgrade],
  ['answer/upgrade-nbsp', trimsTooMuch],
  ['answer/connection-nbsp', trimsTooMuch],
  ['answer/protocol-empty', { instead: 'connects as if no subprotocol had been chosen' }],
  ['closing/broken-bad-code', nothingTold],
  ['closing/broken-bad-frame', nothingTold],
]);
