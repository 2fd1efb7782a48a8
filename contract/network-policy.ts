import * as v from 'valibot';
import { because } from './reason.ts';
import { holds } from './reason-of-issue.ts';

/** Network capabilities by their Windows manifest names; the last two grant no reachability. */
export const capabilityNames = [
  'internetClient',
  'internetClientServer',
  'privateNetworkClientServer',
  'enterpriseAuthentication',
  'sharedUserCertificates',
] as const;
export type Capability = (typeof capabilityNames)[number];

/** What the network is to Windows; on a `public` one nothing is private (WinRT reference, 11.4). */
export const networkProfiles = ['public', 'private', 'domain'] as const;
export type NetworkProfile = (typeof networkProfiles)[number];

/** More than anybody writes by hand, and few enough to look through at every dial. */
const entryLimit = 1000;

const addressBlock = v.pipe(
  v.string(),
  v.maxLength(64),
  holds(
    isAddressBlock,
    (text) => because('noAddressBlock', text),
    (text) => `"${text}" is no address block such as 10.1.0.0/16 or fd12::/48`,
  ),
);

const hostEntry = v.pipe(
  v.string(),
  v.maxLength(260),
  holds(
    isHostEntry,
    (text) => because('noHostEntry', text),
    (text) => `"${text}" is no host name, *.name, IP address or address block (names outside ASCII as xn--...)`,
  ),
);

const port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));

const loopbackRule = v.strictObject({
  /** As in `allowed`, or `*` for any. */
  host: v.union([v.literal('*'), hostEntry]),
  /** null for any. */
  port: v.nullable(port),
});

const presetPolicy = v.strictObject({
  version: v.literal(1),
  preset: v.picklist(['declared', 'windows', 'offline', 'internetOnly']),
});

const customPolicy = v.strictObject({
  version: v.literal(1),
  preset: v.literal('custom'),
  capabilities: v.pipe(v.array(v.picklist(capabilityNames)), v.maxLength(capabilityNames.length), v.readonly()),
  networkProfile: v.picklist(networkProfiles),
  /** Other programs on this machine: all of them, or those that a rule names. The app's own server needs none. */
  loopback: v.variant('kind', [
    v.strictObject({ kind: v.literal('exempt') }),
    v.strictObject({
      kind: v.literal('rules'),
      rules: v.pipe(v.array(loopbackRule), v.maxLength(entryLimit), v.readonly()),
    }),
  ]),
  /** Address blocks that are private besides those of the standards ("Private network ranges for apps"). */
  privateRanges: v.pipe(v.array(addressBlock), v.maxLength(entryLimit), v.readonly()),
  /** Whether metadata services of clouds may be reached; they hand out credentials to whoever asks. */
  cloudMetadata: v.boolean(),
  /** Where it is not empty, only what is on it may be reached. Never more than the manifest declares. */
  allowed: v.pipe(v.array(hostEntry), v.maxLength(entryLimit), v.readonly()),
  /** Wins over everything, the app's own server included. */
  denied: v.pipe(v.array(hostEntry), v.maxLength(entryLimit), v.readonly()),
});

/** The user's network policy, as it is kept in its file. It narrows what the manifest declares and never widens it. */
export const networkPolicySchema = v.variant('preset', [presetPolicy, customPolicy]);
export type UserNetworkPolicy = v.InferOutput<typeof networkPolicySchema>;
export type CustomNetworkPolicy = v.InferOutput<typeof customPolicy>;
export type PolicyPreset = UserNetworkPolicy['preset'];

/** Where no policy was saved. */
export const defaultNetworkPolicy: UserNetworkPolicy = { version: 1, preset: 'declared' };

const closed: CustomNetworkPolicy = {
  version: 1,
  preset: 'custom',
  capabilities: [],
  networkProfile: 'private',
  loopback: { kind: 'rules', rules: [] },
  privateRanges: [],
  cloudMetadata: false,
  allowed: [],
  denied: [],
};

/** What each preset means, spelled out. */
const presets: Readonly<Record<Exclude<PolicyPreset, 'custom'>, CustomNetworkPolicy>> = {
  /** All that is declared; metadata services stay out, as they have to be named. */
  declared: { ...closed, capabilities: capabilityNames, loopback: { kind: 'exempt' } },
  /** A new project template declares `internetClient`, and nothing on the same machine is exempted (11.1, 12.1). */
  windows: { ...closed, capabilities: ['internetClient'] },
  offline: closed,
  internetOnly: { ...closed, capabilities: ['internetClient', 'internetClientServer'] },
};

/** A policy with its preset spelled out: what to show, and what to begin with when a preset is made one's own. */
export function spelledOut(policy: UserNetworkPolicy): CustomNetworkPolicy {
  return policy.preset === 'custom' ? policy : presets[policy.preset];
}

/** Whether a text is an IP address without a zone, in its usual spelling. */
function isAddress(text: string): boolean {
  if (!text.includes(':')) return v.IPV4_REGEX.test(text);
  const tail = text.slice(text.lastIndexOf(':') + 1);
  // The pattern takes zones, and leading zeros in an IPv4 tail.
  return !text.includes('%') && v.IPV6_REGEX.test(text) && (!tail.includes('.') || v.IPV4_REGEX.test(tail));
}

function isAddressBlock(text: string): boolean {
  const [address = '', bits = '', rest] = text.split('/');
  if (rest !== undefined || !isAddress(address) || !/^(?:0|[1-9]\d{0,2})$/.test(bits)) return false;
  return Number(bits) <= (address.includes(':') ? 128 : 32);
}

const label = '[a-z\\d_](?:[a-z\\d_-]{0,61}[a-z\\d_])?';
const namePattern = new RegExp(`^(?:\\*\\.)?${label}(?:\\.${label})*\\.?$`, 'i');

/** A last label like this makes a URL's host an IPv4 address, in whatever spelling (WHATWG URL, "ends in a number"). */
const endsInNumber = /(?:^|\.)(?:\d+|0x[\da-f]*)\.?$/i;

function isHostEntry(text: string): boolean {
  if (isAddress(text) || isAddressBlock(text)) return true;
  return text.length <= 254 && namePattern.test(text) && !endsInNumber.test(text);
}
