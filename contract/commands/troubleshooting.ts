import * as v from 'valibot';
import type { Attempt } from '../attempt.ts';
import { command, nothing, sessionId } from './command.ts';
import { openSession } from './open-session.ts';

/** What the page "Troubleshoot" tries. */
const connectTrial = v.strictObject({
  url: openSession.entries.url,
  supportedProtocols: openSession.entries.supportedProtocols,
  headers: openSession.entries.headers,
  ignorableServerCertificateErrors: openSession.entries.ignorableServerCertificateErrors,
  /** How many redirects to follow, 0 to 20. */
  followRedirects: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20)),
  /** Takes what is in {@link CarriedSetting} from this session, which is for the same server. */
  session: v.exactOptional(sessionId),
});

/** What another attempt can take from a session without the page knowing it: secrets, and what goes with them. */
export type CarriedSetting =
  | 'clientCertificate'
  | 'requiredIssuer'
  | 'serverCredential'
  | 'proxyCredential'
  | 'perMessageDeflate'
  | 'maxMessageSize'
  | 'desiredUnsolicitedPongInterval';

/** A session's attempt to connect that did not succeed, and what to try it again with. */
export interface FailedConnect {
  readonly attempt: Attempt;
  readonly trial: v.InferOutput<typeof connectTrial>;
  /** What the session was opened with that an attempt takes from it, where `trial` names it. */
  readonly carried: readonly CarriedSetting[];
}

/** Attempts for the record. */
export const troubleshootCommands = {
  /** Connects for the record, and closes at once. Ends an attempt that is under way. Answers as soon as it has begun. */
  'troubleshoot.start': command<void>()(connectTrial),
  'troubleshoot.cancel': command<void>()(nothing),
  /** The attempt that was started last, as it is now; null before there was one. */
  'troubleshoot.read': command<Attempt | null>()(nothing),
} as const;
