import type { Reason } from '../reason.ts';
import type { ValueKind, ValuesOf } from '../reason-table.ts';

/**
 * Everything that an import or a copy leaves out, by name, with what is to be filled in. The page writes the line in its
 * language (`renderer/model/english-left-out.ts`). `option` is what was written in a command, with its value where that
 * matters; `program` is the kind of a copy.
 */
export const omissionTable = {
  /** Headers, cookies and logins. */
  header: ['text', 'text'],
  headerOfTwo: ['text'],
  madeAnew: ['text'],
  extensions: ['text'],
  subprotocolOff: ['text'],
  parameterOff: ['text'],
  cookieWithoutName: ['text'],
  cookieFile: ['text'],
  login: ['text'],
  loginOff: ['text'],
  noUser: ['text'],
  /** The way to the server. */
  proxyKind: ['text'],
  noProxy: ['text'],
  hostsWithoutProxy: ['text'],
  redirects: ['number', 'number'],
  redirectsOff: ['text'],
  certificateKind: ['text'],
  certificateAndKey: ['text'],
  noCertificate: ['text'],
  passphraseToType: ['text'],
  authority: ['text'],
  /** Options of commands. */
  nothingLikeIt: ['text'],
  optionUnknown: ['text'],
  valueMissing: ['text'],
  argumentUnknown: ['text'],
  aboutOutput: ['text'],
  seconds: ['text', 'text'],
  pings: ['text'],
  waitsLonger: ['text', 'number'],
  onlyWith: ['text', 'text'],
  method: ['text'],
  noBody: ['text'],
  compressesAnswers: ['text'],
  versionOfProtocol: ['text'],
  staysOpen: ['text'],
  neverCut: ['text'],
  server: ['text'],
  lastAddress: ['text'],
  hostOfAddress: ['text', 'text'],
  /** Shells. */
  commandUnknown: ['text'],
  commandWithoutAddress: ['text'],
  ofShell: ['text', 'text'],
  unknownInput: ['text'],
  /** Files of other tools. */
  ofLink: ['text'],
  ofRequest: ['text'],
  ofCollection: ['text'],
  resources: ['number', 'text'],
  otherRequests: ['number'],
  received: ['number'],
  socketsTooMany: ['number', 'number'],
  messagesTooMany: ['number', 'number'],
  documentsTooMany: ['number', 'number'],
  frames: ['text'],
  braces: [],
  tag: [],
  functionUnknown: ['text'],
  variablesOff: [],
  variableValues: ['text'],
  secretTaken: ['text'],
  secretsTooMany: [],
  notOfDocument: ['text', 'text'],
  /** Copying a connection: the program comes as the kind of copy. */
  cannotTell: ['text', 'text'],
  issuer: ['text'],
  issuerInModule: [],
  someErrors: ['text', 'text'],
  onlyBasic: ['text'],
  certificateFile: ['text', 'text', 'text'],
  noSocks: ['text'],
  onlySocks: ['text'],
  proxyLogin: ['text'],
  alwaysCompresses: ['text'],
  noCompression: ['text'],
  plainPings: ['text'],
  steadyWaits: ['text'],
  jitter: [],
  timeLimits: [],
  wholeMessages: [],
  headerWithVariable: ['text'],
  addressVariables: [],
  cookies: [],
  ownLogin: [],
  ownCertificate: [],
  ownProxy: [],
  trust: [],
  byHand: ['text'],
  environment: ['text'],
} as const satisfies Readonly<Record<string, readonly ValueKind[]>>;

export type OmissionKind = keyof typeof omissionTable;
export type OmissionValues<Kind extends OmissionKind> = ValuesOf<(typeof omissionTable)[Kind]>;

/** One thing that could not be carried over. */
export interface Omission {
  readonly kind: OmissionKind;
  /** As many, and such, as {@link omissionTable} lists. */
  readonly values: readonly (string | number)[];
  /** What exactly is wrong with it, where that is known. */
  readonly reason?: Reason;
}

/** The one maker of omissions: values that do not belong to the kind do not compile. */
export function omit<Kind extends OmissionKind>(kind: Kind, ...values: OmissionValues<Kind>): Omission {
  return { kind, values };
}
