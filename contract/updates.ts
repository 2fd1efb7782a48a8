import type { ErrorInfo } from './errors.ts';

/** Why this installation cannot be updated from within. */
export type NoUpdates =
  /** It runs from its sources. */
  | 'development'
  /** The package does not say where updates come from. */
  | 'noSource'
  /** What the package says of it cannot be used. */
  | 'badSource'
  /** The package has no key to verify updates with. */
  | 'noKey'
  /** A folder or an archive: nothing knows how it was installed. */
  | 'byHand';

/** A newer version that is offered. Nothing of it has been fetched but its signed description. */
export interface OfferedUpdate {
  readonly version: string;
  /** The file that would be fetched. */
  readonly url: string;
  readonly sizeBytes: number;
  /** As it stands in the description; empty where there is none. */
  readonly releaseDate: string;
  /** Plain text; empty where there are none. */
  readonly notes: string;
}

/** What the updater does, and what came of it. */
export type UpdateStep =
  | { readonly kind: 'idle' }
  | { readonly kind: 'checking' }
  /** @property offered the version that is offered, the same or an older one */
  | { readonly kind: 'newest'; readonly offered: string }
  | { readonly kind: 'available'; readonly update: OfferedUpdate }
  | { readonly kind: 'downloading'; readonly update: OfferedUpdate; readonly receivedBytes: number }
  | { readonly kind: 'ready'; readonly update: OfferedUpdate }
  | { readonly kind: 'installing'; readonly update: OfferedUpdate }
  | {
      readonly kind: 'failed';
      readonly during: 'checking' | 'downloading' | 'installing';
      readonly error: ErrorInfo;
    };

export type UpdateState =
  | { readonly kind: 'impossible'; readonly reason: NoUpdates }
  | {
      readonly kind: 'possible';
      /** The signed description of the newest version: what a check fetches, with its signature. */
      readonly url: string;
      /** Whether it is fetched at the start, and once a day, without being asked. */
      readonly isAutomatic: boolean;
      /** When a check came to its end last, in milliseconds since 1970; null for never since the start. */
      readonly checkedAt: number | null;
      readonly step: UpdateStep;
    };

/** The licence of the app, and those of all that is in it. */
export interface Licences {
  readonly own: string;
  readonly thirdParty: string;
}
