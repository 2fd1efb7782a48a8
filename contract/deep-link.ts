/** Longer links are refused unread. */
export const longestLink = 8192;

/** Why a `duplex:` link is refused. */
export type LinkFault =
  | 'tooLong'
  | 'notReadable'
  | 'unknownAction'
  | 'noAddress'
  | 'severalAddresses'
  | 'wrongScheme'
  | 'credentials'
  | 'controlCharacters'
  | 'badAddress';

/** A `duplex:` link that was opened somewhere else, and waits for the user's yes. */
export type OpenedLink = { readonly id: number } & (
  | {
      readonly kind: 'connect';
      /** A ws: or wss: address, as it stands in the link. */
      readonly address: string;
      /** What else the link carries, which is not used. */
      readonly others: readonly LinkParameter[];
    }
  | {
      readonly kind: 'refused';
      readonly fault: LinkFault;
      /** The link, or its beginning. */
      readonly text: string;
    }
);

export interface LinkParameter {
  readonly name: string;
  readonly value: string;
}
