import * as v from 'valibot';
import type { ErrorInfo } from './errors.ts';

export const proxyLimits = {
  /** Characters of a PAC script; Chromium's limit. */
  scriptLength: 1024 * 1024,
  nameLength: 256,
} as const;

/** A proxy that the user names. */
const fixedProxySchema = v.strictObject({
  kind: v.picklist(['http', 'socks5']),
  host: v.pipe(v.string(), v.minLength(1), v.maxLength(253)),
  port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
});
/** Empty where the proxy wants no login. */
const userName = v.pipe(v.string(), v.maxLength(proxyLimits.nameLength));

/** The user's proxy setting, as it is kept in its file. A password is never in it. */
export const proxySettingSchema = v.variant('kind', [
  /** What the system's settings say. */
  v.strictObject({ version: v.literal(1), kind: v.literal('system') }),
  v.strictObject({ version: v.literal(1), kind: v.literal('none') }),
  v.strictObject({ version: v.literal(1), kind: v.literal('fixed'), proxy: fixedProxySchema, userName }),
  v.strictObject({
    version: v.literal(1),
    kind: v.literal('script'),
    /** Of the file it was read from. */
    name: v.pipe(v.string(), v.maxLength(proxyLimits.nameLength)),
    script: v.pipe(v.string(), v.maxLength(proxyLimits.scriptLength)),
  }),
]);
export type ProxySetting = v.InferOutput<typeof proxySettingSchema>;
export type FixedProxy = v.InferOutput<typeof fixedProxySchema>;

/** Where nothing was saved. */
export const defaultProxySetting: ProxySetting = { version: 1, kind: 'system' };

/** What the page asks for. */
export const proxyChangeSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('system') }),
  v.strictObject({ kind: v.literal('none') }),
  v.strictObject({
    kind: v.literal('fixed'),
    proxy: fixedProxySchema,
    userName,
    /** Null: the one that was given since the app was started, if it was for this proxy and this user. */
    password: v.nullable(v.pipe(v.string(), v.maxLength(1024))),
  }),
  v.strictObject({
    kind: v.literal('script'),
    /** Chosen with `proxy.chooseScript`; null: the one there is. */
    file: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  }),
]);
export type ProxyChange = v.InferOutput<typeof proxyChangeSchema>;

/** The setting as a page shows it. */
export type ShownProxySetting =
  | { readonly kind: 'system' }
  | { readonly kind: 'none' }
  | {
      readonly kind: 'fixed';
      readonly proxy: FixedProxy;
      readonly userName: string;
      /** Whether a password was given since the app was started. */
      readonly hasPassword: boolean;
    }
  | { readonly kind: 'script'; readonly name: string };

export interface ProxyState {
  /** Undefined where the file could not be used: nothing is connected to then but this computer. */
  readonly setting: ShownProxySetting | undefined;
  /** Why not. */
  readonly problem: ErrorInfo | undefined;
}
