import { ignorableResults, type IgnorableResult } from '../../contract/certificates.ts';
import type { OpenSession } from '../../contract/commands.ts';
import type { SocketKind } from '../../contract/sessions.ts';
import {
  largestPongIntervalMs,
  redirectLimit,
  unlimitedMessageSize,
  type ControlSettings,
  type ControlValues,
  type DeflateSettings,
} from '../../contract/socket-control.ts';

/** What a person has filled in on "Advanced controls". Numbers are as typed; empty is the default. */
export interface ControlDrafts {
  readonly socket: SocketKind;
  readonly messageType: OpenSession['messageType'];
  readonly receiveMode: OpenSession['receiveMode'];
  readonly maxMessageSize: string;
  readonly noDelay: boolean;
  /** Separated by commas or spaces. */
  readonly supportedProtocols: string;
  readonly ignorableServerCertificateErrors: readonly IgnorableResult[];
  readonly desiredUnsolicitedPongInterval: string;
  readonly serverCredential: CredentialDraft;
  readonly proxyCredential: CredentialDraft;
  readonly clientCertificate: 'none' | 'sample' | 'file';
  readonly perMessageDeflate: boolean;
  readonly serverNoContextTakeover: boolean;
  readonly clientNoContextTakeover: boolean;
  readonly serverMaxWindowBits: string;
  readonly clientMaxWindowBits: string;
  readonly level: string;
  readonly threshold: string;
  readonly inflatedSizeLimit: string;
  readonly followRedirects: string;
}

export interface CredentialDraft {
  readonly userName: string;
  readonly password: string;
}

const noCredential: CredentialDraft = { userName: '', password: '' };

/** Everything as the control objects have it by themselves. */
export const defaultControls: ControlDrafts = {
  socket: 'message',
  messageType: 'binary',
  receiveMode: 'fullMessage',
  maxMessageSize: '',
  noDelay: true,
  supportedProtocols: '',
  ignorableServerCertificateErrors: [],
  desiredUnsolicitedPongInterval: '',
  serverCredential: noCredential,
  proxyCredential: noCredential,
  clientCertificate: 'none',
  perMessageDeflate: false,
  serverNoContextTakeover: false,
  clientNoContextTakeover: false,
  serverMaxWindowBits: '',
  clientMaxWindowBits: '',
  level: '',
  threshold: '',
  inflatedSizeLimit: '',
  followRedirects: '',
};

/** What each number may be, and what it is when nothing is typed. Undefined: it is not asked for then. */
export const controlNumbers = {
  maxMessageSize: { least: 0, most: unlimitedMessageSize, byDefault: unlimitedMessageSize },
  desiredUnsolicitedPongInterval: { least: 0, most: largestPongIntervalMs, byDefault: 30_000 },
  serverMaxWindowBits: { least: 8, most: 15, byDefault: undefined },
  clientMaxWindowBits: { least: 8, most: 15, byDefault: 15 },
  level: { least: 0, most: 9, byDefault: 6 },
  threshold: { least: 0, most: Number.MAX_SAFE_INTEGER, byDefault: 0 },
  inflatedSizeLimit: { least: 0, most: Number.MAX_SAFE_INTEGER, byDefault: 256 * 1024 * 1024 },
  followRedirects: { least: 0, most: redirectLimit, byDefault: 0 },
} as const;

export type ControlNumber = keyof typeof controlNumbers;

const deflateNumbers = [
  'serverMaxWindowBits',
  'clientMaxWindowBits',
  'level',
  'threshold',
  'inflatedSizeLimit',
] as const satisfies readonly ControlNumber[];

/** What is wrong with a control setting. */
export type ControlProblem =
  | { readonly kind: 'range'; readonly property: ControlNumber; readonly least: number; readonly most: number }
  | { readonly kind: 'half'; readonly property: 'serverCredential' | 'proxyCredential' };

/** Everything that is wrong, of what counts for the chosen socket. */
export function controlProblems(drafts: ControlDrafts): readonly ControlProblem[] {
  const numbers = (Object.keys(controlNumbers) as ControlNumber[]).filter((name) => counts(name, drafts));
  return [
    ...numbers.flatMap((property): ControlProblem[] => {
      const { least, most } = controlNumbers[property];
      return numberOf(drafts, property) === null ? [{ kind: 'range', property, least, most }] : [];
    }),
    ...(['serverCredential', 'proxyCredential'] as const).flatMap((property): ControlProblem[] => {
      const { userName, password } = drafts[property];
      return (userName === '') === (password === '') ? [] : [{ kind: 'half', property }];
    }),
  ];
}

/** The part of `session.open` that the settings are. What is as it is by default is left out. */
export function controlRequest(
  drafts: ControlDrafts,
): Pick<OpenSession, 'socket' | 'messageType' | 'receiveMode' | 'supportedProtocols'> &
  Pick<OpenSession, 'ignorableServerCertificateErrors'> & { readonly control: ControlSettings } {
  const { socket, messageType, receiveMode, noDelay, ignorableServerCertificateErrors } = drafts;
  return {
    socket,
    messageType,
    receiveMode,
    supportedProtocols: protocolsOf(drafts),
    ignorableServerCertificateErrors,
    control: {
      ...numbersOf(drafts, ['desiredUnsolicitedPongInterval', 'followRedirects']),
      ...(socket === 'message' ? numbersOf(drafts, ['maxMessageSize']) : { noDelay }),
      ...(drafts.serverCredential.userName !== '' && { serverCredential: drafts.serverCredential }),
      ...(drafts.proxyCredential.userName !== '' && { proxyCredential: drafts.proxyCredential }),
      ...(drafts.perMessageDeflate && { perMessageDeflate: deflateOf(drafts) }),
    },
  };
}

/** What the control object will say before connecting, with these settings. */
export function valuesBefore(drafts: ControlDrafts): ControlValues {
  const isMessage = drafts.socket === 'message';
  const interval = valueOf(drafts, 'desiredUnsolicitedPongInterval');
  return {
    messageType: isMessage ? drafts.messageType : undefined,
    receiveMode: isMessage ? drafts.receiveMode : undefined,
    maxMessageSize: isMessage ? valueOf(drafts, 'maxMessageSize') : undefined,
    noDelay: isMessage ? undefined : drafts.noDelay,
    supportedProtocols: protocolsOf(drafts),
    ignorableServerCertificateErrors: drafts.ignorableServerCertificateErrors,
    desiredUnsolicitedPongInterval: interval,
    actualUnsolicitedPongInterval: Math.max(interval, smallestPongIntervalMs),
    serverCredential: drafts.serverCredential.userName || null,
    proxyCredential: drafts.proxyCredential.userName || null,
    clientCertificate: drafts.clientCertificate !== 'none',
    serverTrust: false,
    perMessageDeflate: drafts.perMessageDeflate ? deflateOf(drafts) : null,
    followRedirects: valueOf(drafts, 'followRedirects'),
  };
}

/** What was filled in for a control with these values, as far as they tell: they know no password and no certificate. */
export function draftsFrom(values: ControlValues): ControlDrafts {
  const deflate = values.perMessageDeflate ?? {};
  return {
    ...defaultControls,
    socket: values.noDelay === undefined ? 'message' : 'stream',
    messageType: values.messageType ?? defaultControls.messageType,
    receiveMode: values.receiveMode ?? defaultControls.receiveMode,
    maxMessageSize: typed('maxMessageSize', values.maxMessageSize),
    noDelay: values.noDelay ?? defaultControls.noDelay,
    supportedProtocols: values.supportedProtocols.join(', '),
    ignorableServerCertificateErrors: ignorableResults.filter((name) =>
      values.ignorableServerCertificateErrors.includes(name),
    ),
    desiredUnsolicitedPongInterval: typed('desiredUnsolicitedPongInterval', values.desiredUnsolicitedPongInterval),
    perMessageDeflate: values.perMessageDeflate !== null,
    serverNoContextTakeover: deflate.serverNoContextTakeover ?? false,
    clientNoContextTakeover: deflate.clientNoContextTakeover ?? false,
    serverMaxWindowBits: typed('serverMaxWindowBits', deflate.serverMaxWindowBits),
    clientMaxWindowBits: typed('clientMaxWindowBits', deflate.clientMaxWindowBits),
    level: typed('level', deflate.level),
    threshold: typed('threshold', deflate.threshold),
    inflatedSizeLimit: typed('inflatedSizeLimit', deflate.inflatedSizeLimit),
    followRedirects: typed('followRedirects', values.followRedirects),
  };
}

function typed(name: ControlNumber, value: number | undefined): string {
  return value === undefined || value === controlNumbers[name].byDefault ? '' : String(value);
}

/** What the WebSocket component of Windows raises smaller intervals to. */
export const smallestPongIntervalMs = 15_000;

function counts(name: ControlNumber, drafts: ControlDrafts): boolean {
  if (name === 'maxMessageSize') return drafts.socket === 'message';
  return drafts.perMessageDeflate || !(deflateNumbers as readonly string[]).includes(name);
}

/** @returns undefined where nothing is typed, null where it is no number of the range */
function numberOf(drafts: ControlDrafts, name: ControlNumber): number | undefined | null {
  const typed = drafts[name].trim();
  if (typed === '') return undefined;
  const { least, most } = controlNumbers[name];
  const value = /^\d+$/.test(typed) ? Number(typed) : Number.NaN;
  return value >= least && value <= most ? value : null;
}

function valueOf(drafts: ControlDrafts, name: Exclude<ControlNumber, 'serverMaxWindowBits'>): number {
  return numberOf(drafts, name) ?? controlNumbers[name].byDefault;
}

function numbersOf<Name extends ControlNumber>(
  drafts: ControlDrafts,
  names: readonly Name[],
): { readonly [Each in Name]?: number } {
  const found = names.flatMap((name) => {
    const value = numberOf(drafts, name);
    return typeof value === 'number' ? [[name, value] as const] : [];
  });
  // Made of these very names.
  return Object.fromEntries(found) as { readonly [Each in Name]?: number };
}

function deflateOf(drafts: ControlDrafts): DeflateSettings {
  return {
    ...(drafts.serverNoContextTakeover && { serverNoContextTakeover: true }),
    ...(drafts.clientNoContextTakeover && { clientNoContextTakeover: true }),
    ...numbersOf(drafts, deflateNumbers),
  };
}

function protocolsOf({ supportedProtocols }: ControlDrafts): readonly string[] {
  return supportedProtocols.split(/[\s,]+/).filter((name) => name !== '');
}
