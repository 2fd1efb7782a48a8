import * as v from 'valibot';

/** What a value of a reason is. */
export type ValueKind = 'text' | 'number';

/**
 * Everything that main can say is wrong, by name, with what is to be filled in. The page writes the sentence in its language
 * (`renderer/model/english-reasons.ts`); the message of an error says the same in English.
 */
export const reasonTable = {
  /** Connecting: where, as `address:port`, or the host. Why is in the cause of the error. */
  noConnection: ['text'],
  noTls: ['text'],
  noAddress: ['text'],
  refusedHost: ['text'],
  /** A phase took longer than so many seconds. */
  lateName: ['number'],
  lateConnection: ['number'],
  lateProxy: ['number'],
  lateTls: ['number'],
  lateAnswer: ['number'],
  /** All phases together. */
  lateInAll: ['number'],
  latePong: ['number'],
  lateTaking: ['number'],
  /** A message that was waited for, in milliseconds. */
  lateMessage: ['number'],
  /** The opening handshake. */
  lostInHandshake: [],
  leftInHandshake: [],
  noAnswerOfHttp: [],
  answered: ['text'],
  upgradeMissing: [],
  upgradeOther: ['text'],
  connectionUpgradeMissing: [],
  acceptMissing: [],
  acceptOther: ['text'],
  extensionNotOffered: ['text'],
  subprotocolsSeveral: [],
  subprotocolNotOffered: ['text'],
  redirectSeveral: [],
  redirectNoAddress: ['text'],
  redirectCircle: ['text'],
  redirectsTooMany: ['number', 'text'],
  redirectLosesTls: ['text'],
  /** Proxies: which, then what it was asked for. */
  proxyUnknown: [],
  proxiesUnknown: ['text'],
  proxyUnreachable: ['text'],
  proxyBroken: ['text'],
  proxyAnswered: ['text', 'text', 'text'],
  proxyLoginWanted: ['text'],
  proxyLoginWrong: ['text'],
  proxyLoginTooLong: ['text', 'number'],
  proxyNameTooLong: ['text', 'number'],
  /** Certificates: of whom, and what is not accepted, as names of ChainValidationResult. */
  certificateNotAccepted: ['text', 'text'],
  certificateNotPinned: ['text'],
  validationRejected: [],
  /** What is wrong with one certificate of a chain. Days are as RFC 3339 writes them. */
  certificateExpired: ['text'],
  certificateTooEarly: ['text'],
  selfSigned: [],
  authorityNotTrusted: ['text'],
  issuerMissing: ['text'],
  chainTooLong: ['number'],
  signatureNotOwn: [],
  signatureNotOf: ['text'],
  extensionUnknown: ['text'],
  usageNotServer: [],
  usageNotTls: [],
  usageNotSigning: [],
  authorityNotSaid: [],
  authorityDenied: [],
  pathTooLong: ['number', 'number'],
  nameNotOf: ['text', 'text'],
  nameWithoutNames: ['text'],
  stapleMissing: [],
  revocationUnknown: [],
  revokedByList: ['text', 'text'],
  revokedByOcsp: ['text'],
  listOutOfDate: ['text', 'text'],
  listTooEarly: ['text', 'text'],
  ocspUnknown: [],
  opensslRefuses: ['text'],
  /** An open connection. */
  endedWithoutClose: [],
  lost: [],
  frameMasked: [],
  frameReservedBits: [],
  frameLengthForm: [],
  frameContinuesNothing: [],
  frameMessageUnfinished: [],
  frameControlFragmented: [],
  frameControlLength: ['number'],
  frameOpcode: ['number'],
  frameTooLong: [],
  closeCodeHalf: [],
  closeCodeReserved: ['number'],
  closeReasonNotUtf8: [],
  messageNotUtf8: [],
  messageNotInflated: [],
  messageInflatesTo: ['number'],
  messageLargerThan: ['number', 'number'],
  resetHere: [],
  closedWith: ['number'],
  connectionClosed: [],
  /** What is asked for does not go now. */
  notConnected: [],
  connectedAlready: [],
  sessionsTooMany: ['number'],
  sendingAlready: [],
  sendingTooMuch: ['number'],
  fileSentAlready: [],
  fileReceivedAlready: [],
  logStillOpen: [],
  /** Values of a form or a file. */
  missing: [],
  unknownKey: [],
  wrongKind: ['text'],
  notOneOf: ['text'],
  empty: [],
  tooShort: ['number'],
  tooLong: ['number'],
  tooFew: ['number'],
  tooMany: ['number'],
  tooSmall: ['number'],
  tooLarge: ['number'],
  notWhole: [],
  notBetween: ['number', 'number', 'number'],
  addressEmpty: [],
  addressScheme: [],
  addressFragment: [],
  addressPort: ['text'],
  addressCredentials: [],
  addressInvalid: [],
  headerName: ['text'],
  noHost: ['text'],
  scriptMissing: [],
  scriptWithoutFunction: ['text'],
  headerProtocols: [],
  headerReserved: ['text'],
  headerValue: ['text'],
  subprotocolName: ['text'],
  closeCodeNotSendable: ['number'],
  closeReasonTooLong: ['number', 'number'],
  controlPayloadTooLong: ['number', 'number'],
  noName: ['text'],
  nameTaken: ['text'],
  nameBytes: ['number'],
  nameControls: [],
  nameCharacter: ['text'],
  nameEdges: [],
  nameOfDevice: ['text'],
  nameOfFolder: ['text'],
  textNotUtf8: ['number'],
  textEndsInCharacter: ['number'],
  patternIsNoText: ['text'],
  halfCharacter: [],
  hexDigit: ['text'],
  hexOdd: [],
  base64Digit: ['text'],
  base64Filling: [],
  base64Groups: [],
  base64Bits: [],
  /** Templates. */
  variableUnknown: ['text'],
  functionUnknown: ['text', 'text'],
  secretMissing: ['text'],
  bracesOpen: [],
  bracesUnreadable: ['text'],
  /** What is searched for, with what the reader of the pattern says and at which character, counted from 1. */
  regexUnreadable: ['text', 'number'],
  jsonPathUnreadable: ['text', 'number'],
  hexDigitAt: ['text', 'number'],
  patternTooSlow: ['number'],
  searchTooSlow: ['number', 'number'],
  diskTooSlow: ['number'],
  limitsCrossed: [],
  variableInItself: ['text'],
  variablesTooDeep: ['number', 'text'],
  fillsTooMuch: ['number'],
  /** Files and folders: their name, and where the system says more its code is the cause of the error. */
  fileNotRead: ['text'],
  fileNotWritten: ['text'],
  noFile: ['text'],
  fileTooLarge: ['number'],
  fileNotUtf8: [],
  notJson: [],
  linkNotFollowed: [],
  folderMissing: ['text'],
  folderNotRead: ['text'],
  documentsTooMany: ['number'],
  folderTooDeep: ['text', 'number'],
  sameName: ['text', 'text'],
  changedSince: ['text'],
  movedSince: ['text'],
  notThere: ['text'],
  logNotWritten: [],
  logNotDeleted: ['number'],
  logNotRead: ['text'],
  logsNotRead: [],
  policyNotSaved: [],
  proxyNotSaved: [],
  trustNotSaved: [],
  secretsNotSaved: [],
  secretsNotReadable: ['text'],
  /** Documents. */
  documentBroken: ['text'],
  leftAsItIs: ['text'],
  notYaml: ['text'],
  keyTwice: ['text'],
  newerVersion: ['number'],
  piecesTooMany: ['number'],
  nestedTooDeep: [],
  /** Texts that are to be imported. */
  importEmpty: [],
  importUnknown: [],
  powerShell: [],
  noCommand: [],
  commandWithoutAddress: ['text'],
  commandTooLong: ['number', 'number'],
  nulInCommand: [],
  shellComputes: [],
  quoteOpen: [],
  yamlTooLong: ['number', 'number'],
  yamlAliases: [],
  versionUnknown: ['text', 'number'],
  notOfDocument: ['text', 'text'],
  linkUnreadable: [],
  linkWithoutAddress: [],
  harWithoutSocket: ['number'],
  postmanWithoutSocket: [],
  insomniaWithoutSocket: [],
  hoppscotchCollection: [],
  importTakesMemory: ['number'],
  importOver: [],
} as const satisfies Readonly<Record<string, readonly ValueKind[]>>;

export type ReasonKind = keyof typeof reasonTable;

/** What the values of a reason are, in turn. */
export type ReasonValues<Kind extends ReasonKind> = ValuesOf<(typeof reasonTable)[Kind]>;
export type ValuesOf<Kinds extends readonly ValueKind[]> = {
  readonly [Index in keyof Kinds]: Kinds[Index] extends 'number' ? number : string;
};

/** What exactly is wrong, for a sentence in any language. */
export interface Reason {
  readonly kind: ReasonKind;
  /** As many, and such, as {@link reasonTable} lists. */
  readonly values: readonly (string | number)[];
}

/** The one maker of reasons: values that do not belong to the kind do not compile. */
export function because<Kind extends ReasonKind>(kind: Kind, ...values: ReasonValues<Kind>): Reason {
  return { kind, values };
}

/** A reason that comes from a file. */
export const reasonSchema = v.pipe(
  v.strictObject({ kind: v.string(), values: v.array(v.union([v.string(), v.number()])) }),
  v.check(({ kind, values }) => {
    if (!Object.hasOwn(reasonTable, kind)) return false;
    const kinds: readonly ValueKind[] = reasonTable[kind as ReasonKind]; // one of its own names
    return kinds.length === values.length && kinds.every((wanted, index) => isOf(wanted, values[index]));
  }, 'no such reason'),
);

function isOf(wanted: ValueKind, value: string | number | undefined): boolean {
  return wanted === 'text' ? typeof value === 'string' : typeof value === 'number';
}
