/** Messages are counted at their end, bytes of payload with each part. */
export interface DirectionTotals {
  readonly messages: number;
  readonly bytes: number;
}

/** What some rows of a log come to. */
export interface LogTotals {
  readonly rows: number;
  readonly sent: DirectionTotals;
  readonly received: DirectionTotals;
  /** Rows that tell of a problem. */
  readonly problems: number;
}

/** Ranges of rows that one command may ask about. */
export const totalsRangeLimit = 4096;
