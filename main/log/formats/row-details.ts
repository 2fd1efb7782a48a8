import * as v from 'valibot';
import { errorTable } from '../../../contract/error-table.ts';
import type { ErrorInfo } from '../../../contract/errors.ts';
import { reasonSchema } from '../../../contract/reason-schema.ts';
import { RowKind, type RowDetail } from '../../../contract/rows.ts';

/** Bytes of a head, or of a detail, at most: a hundred headers of 16 KiB, and what they take beside. */
export const detailLimit = 4 * 1024 * 1024;

const text = v.optional(v.string());
const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const texts = v.optional(v.array(v.string()));

/** As a mapped type, so that a new field is missed by the compiler. */
const errorFields: { readonly [Field in keyof ErrorInfo]-?: v.GenericSchema } = {
  code: v.pipe(
    v.string(),
    v.check((code) => Object.hasOwn(errorTable, code), 'no such error'),
  ),
  message: v.string(),
  reason: v.optional(reasonSchema),
  field: text,
  place: v.optional(v.strictObject({ line: amount, column: amount })),
  hresult: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff_ffff))),
  status: text,
  phase: v.optional(v.picklist(['dns', 'policy', 'tcp', 'proxy', 'tls', 'upgrade', 'open', 'close'])),
  cause: text,
  denial: v.optional(
    v.strictObject({
      address: v.string(),
      addressClass: v.string(),
      needs: text,
      rule: text,
      layer: v.optional(v.picklist(['manifest', 'policy'])),
      entry: text,
    }),
  ),
  fault: text,
  received: text,
  certificateErrors: texts,
  notIgnored: texts,
  certificateProblems: v.optional(
    v.array(
      v.strictObject({
        result: v.string(),
        certificateIndex: amount,
        detail: v.string(),
        reason: v.optional(reasonSchema),
      }),
    ),
  ),
  transferredBytes: v.optional(amount),
};
const errorInfo = v.strictObject(errorFields);

const transfer = v.strictObject({
  name: v.string(),
  totalBytes: v.optional(amount),
  bytes: amount,
  startedAt: amount,
  end: v.optional(
    v.variant('kind', [
      v.strictObject({ kind: v.literal('done'), at: amount }),
      v.strictObject({ kind: v.literal('canceled'), at: amount }),
      v.strictObject({ kind: v.literal('failed'), at: amount, error: errorInfo, keptAs: text }),
    ]),
  ),
});

const close = { code: amount, reason: v.string() };

const details: { readonly [Kind in keyof RowDetail]: v.GenericSchema } = {
  connecting: v.strictObject({ url: v.string() }),
  connected: v.strictObject({ connectMs: amount, protocol: v.string() }),
  closing: v.strictObject(close),
  closed: v.strictObject({ ...close, by: v.picklist(['local', 'remote']) }),
  failed: errorInfo,
  certificateLoaded: v.strictObject({ name: v.string() }),
  sendingStarted: v.strictObject({ sizeBytes: amount, intervalMs: amount }),
  payloadsReleased: v.strictObject({ rows: amount, sizeBytes: amount }),
  gap: v.strictObject({
    reason: v.picklist(['limit', 'disk', 'crash', 'damage']),
    rows: v.optional(amount),
    sizeBytes: v.optional(amount),
    cause: text,
  }),
  fileSendingStarted: v.strictObject({ name: v.string(), sizeBytes: amount }),
  fileSendingEnded: transfer,
  fileReceivingStarted: v.strictObject({ name: v.string(), before: v.exactOptional(v.string()) }),
  fileReceivingEnded: transfer,
  readingHeld: v.strictObject({ reason: v.picklist(['limit', 'disk']), limitBytes: v.optional(amount) }),
  connectingAgain: v.strictObject({ generation: amount }),
  reconnecting: v.strictObject({ attempt: amount, attempts: amount, waitMs: amount }),
  reconnectingEnded: v.strictObject({ why: v.picklist(['user', 'attempts', 'error']) }),
  idle: v.strictObject({ idleMs: amount }),
  readingContinued: v.strictObject({ reason: v.picklist(['limit', 'disk']), heldMs: amount }),
};

const detailByKind: ReadonlyMap<RowKind, v.GenericSchema> = new Map(
  Object.entries(details).map(([name, schema]) => [RowKind[name as keyof RowDetail], schema]), // the keys of details
);

/**
 * Looks whether the payload of an imported row that is no message is what the page expects of one of its kind.
 *
 * @returns what is wrong with it; undefined where nothing is
 */
export function checkDetail(kind: RowKind, payload: Buffer): string | undefined {
  const schema = detailByKind.get(kind);
  if (schema === undefined) return undefined;
  let detail: unknown;
  try {
    detail = JSON.parse(payload.toString());
  } catch {
    // The parser's words are about a text that nobody sees.
    return 'is no JSON';
  }
  const result = v.safeParse(schema, detail);
  if (result.success) return undefined;
  const [issue] = result.issues;
  return `${v.getDotPath(issue) ?? 'it'}: ${issue.message}`;
}
