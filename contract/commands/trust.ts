import * as v from 'valibot';
import { ignorableResults } from '../certificates.ts';
import {
  customValidationSchema,
  type CertificateQuestion,
  type ServerLook,
  type TrustState,
} from '../secure-connections.ts';
import { command, fileSource, index, limits, nothing } from './command.ts';

/** Whom the user trusts. */
export const trustCommands = {
  'trust.state': command<TrustState>()(nothing),
  /** Connects to a server, sends nothing but the opening handshake, and closes. How connecting fails is in the answer. */
  'trust.look': command<ServerLook>()(v.strictObject({ url: v.pipe(v.string(), v.maxLength(limits.urlLength)) })),
  /** Ends the look that is under way, if there is one; it answers as canceled. */
  'trust.cancelLook': command<void>()(nothing),
  /** Accepts a problem of the certificate that was looked at, for its host and port only. */
  'trust.accept': command<TrustState>()(v.strictObject({ look: index, error: v.picklist(ignorableResults) })),
  /** From now on the host of that look has to show this certificate, or this key. */
  'trust.pin': command<TrustState>()(
    v.strictObject({ look: index, certificateIndex: index, kind: v.picklist(['certificate', 'publicKey']) }),
  ),
  /** Asks for a file with certificates of authorities. Answers null when the user cancelled. */
  'trust.addAuthority': command<TrustState | null>()(fileSource),
  /** Asks for a file with a list of revoked certificates. Answers null when the user cancelled. */
  'trust.addRevocationList': command<TrustState | null>()(fileSource),
  'trust.setReplaceSystem': command<TrustState>()(v.strictObject({ replaceSystem: v.boolean() })),
  'trust.setValidation': command<TrustState>()(v.strictObject({ validation: customValidationSchema })),
  /** Takes an entry out. */
  'trust.remove': command<TrustState>()(v.strictObject({ id: v.pipe(v.string(), v.maxLength(512)) })),
  /** Puts back what was taken out since the app was started. */
  'trust.restore': command<TrustState>()(v.strictObject({ id: v.pipe(v.string(), v.maxLength(512)) })),
  'trust.questions': command<readonly CertificateQuestion[]>()(nothing),
  'trust.answer': command<void>()(v.strictObject({ question: index, accepts: v.boolean() })),
} as const;
