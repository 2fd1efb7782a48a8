import type { words } from '../words.ts';

/** The rules, by the names that the catalogue of words has for them. */
export type RuleId = keyof typeof words.attempts.explanations;

/** `likely`: the evidence fits other causes, too. */
export type Certainty = 'certain' | 'likely';

/** Something in the app that a fix leads to. */
export type FixAction =
  /** Connect to another address, query included. */
  | { readonly kind: 'connectTo'; readonly url: string }
  /** Show the network policy; the capability that is missing, where one is. */
  | { readonly kind: 'openNetworkPolicy'; readonly needs?: string }
  /** Accept these errors (names of `ChainValidationResult`) of this one certificate for this one host. */
  | {
      readonly kind: 'ignoreCertificateErrors';
      readonly host: string;
      readonly errors: readonly string[];
      readonly fingerprint256: string;
    }
  /** Trust an authority of one's own. */
  | { readonly kind: 'addAuthority' }
  | { readonly kind: 'setClientCertificate' }
  | { readonly kind: 'setServerCredential' }
  | { readonly kind: 'setProxyCredential' }
  | { readonly kind: 'openProxySettings' }
  | { readonly kind: 'removeSubprotocols' }
  | { readonly kind: 'setSubprotocol'; readonly name: string }
  | { readonly kind: 'turnCompressionOff' }
  | { readonly kind: 'editRequestHeaders' }
  | { readonly kind: 'followRedirects' }
  | { readonly kind: 'openValidation' }
  | { readonly kind: 'lookAtClock' }
  | { readonly kind: 'tryAgain' };

/** One thing to do about it, as a short sentence. */
export interface Fix {
  readonly text: string;
  readonly action?: FixAction;
}

/** A failed attempt in words. */
export interface Explanation {
  readonly rule: RuleId;
  /** What happened, in one sentence. */
  readonly what: string;
  /** Why, in one or two sentences, with the values of the evidence. */
  readonly why: string;
  /** The likeliest first; at least one. */
  readonly fixes: readonly Fix[];
  /** The phase it is about, a position in `attempt.phases`; absent where there is none. */
  readonly phaseIndex?: number;
  readonly certainty: Certainty;
}

/** What a rule says of an attempt that it fits. */
export interface Finding {
  readonly words: { readonly what: string; readonly why: string };
  readonly certainty: Certainty;
  readonly fixes: readonly Fix[];
  /** Default: the phase that failed. */
  readonly phaseIndex?: number;
}
