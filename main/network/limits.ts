/** How long each phase of dialing may take, in milliseconds. */
export interface DialLimits {
  /** A look-up of one name, all its addresses. */
  readonly dnsMs: number;
  /** A TCP connection to one address. */
  readonly addressMs: number;
  /** Finding out which proxies to use: a PAC script looks up names, and can ask the system. */
  readonly proxyChoiceMs: number;
  /** One request to a proxy: it looks up and connects to the server before it answers. */
  readonly proxyMs: number;
  readonly tlsMs: number;
  /** The judgement of a certificate by the app, whose handlers can ask a person. */
  readonly validationMs: number;
  /** One request for the upgrade. */
  readonly upgradeMs: number;
  /** The body of an answer that is not 101, which is evidence only. */
  readonly bodyMs: number;
}

/** Windows gives each address a minute; the rest is not published, and ours. */
export const usualLimits: DialLimits = {
  dnsMs: 30_000,
  addressMs: 60_000,
  proxyChoiceMs: 30_000,
  proxyMs: 60_000,
  tlsMs: 30_000,
  validationMs: 120_000,
  upgradeMs: 60_000,
  bodyMs: 2000,
};

/** Windows tries at most this many addresses of a name. */
export const addressLimit = 5;

/** How much of an answer that is not what it should be is read, in bytes. */
export const bodyLimit = 16 * 1024;
