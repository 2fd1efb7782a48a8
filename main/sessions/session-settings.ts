import type { ConnectTrial, OpenSession } from '../../contract/commands.ts';
import type { CarriedSetting } from '../../contract/commands/troubleshooting.ts';
import { failure } from '../../contract/errors.ts';
import { mask } from '../../contract/masked-query.ts';
import {
  parseUri,
  type ClientCertificate,
  type MessageWebSocket,
  type StreamWebSocket,
  type WebSocketServerCustomValidationRequestedEventArgs,
} from '../sockets/index.ts';
import type { HiddenSettings } from './session.ts';
import { applyControlSettings } from './session-control.ts';

/** What a session was opened with, for another attempt at the same server. */
export interface SessionSettings {
  readonly url: string;
  readonly headers: OpenSession['headers'];
  readonly clientCertificate: ClientCertificate | undefined;
  readonly requiredIssuer: string | undefined;
  readonly control: NonNullable<OpenSession['control']>;
  readonly hidden: HiddenSettings | undefined;
}

/** Its headers, with the values masked that hold a secret. */
export function shownHeaders({ headers, hidden }: SessionSettings): OpenSession['headers'] {
  const secrets = (hidden?.secrets ?? []).filter((secret) => secret !== '');
  const isSecret = (value: string): boolean => secrets.some((secret) => value.includes(secret));
  return headers.map(({ name, value }) => ({ name, value: isSecret(value) ? mask : value }));
}

/** What a page asks to be tried again, with the secrets that it was not told. */
export function asOpened(trial: ConnectTrial, settings: SessionSettings): ConnectTrial {
  if (settings.hidden === undefined) return trial;
  const shown = shownHeaders(settings);
  const headers = trial.headers.map((header, index) => {
    const own = settings.headers[index];
    const isSame = header.name === own?.name && header.value === shown[index]?.value;
    return isSame ? own : header;
  });
  return { ...trial, headers, url: trial.url === settings.hidden.shownUrl ? settings.url : trial.url };
}

/** What of it is set. */
export function carriedBy({ clientCertificate, requiredIssuer, control }: SessionSettings): readonly CarriedSetting[] {
  return [
    ...(clientCertificate === undefined ? [] : (['clientCertificate'] as const)),
    ...(requiredIssuer === undefined ? [] : (['requiredIssuer'] as const)),
    ...controlNames.filter((name) => control[name] !== undefined),
  ];
}

/**
 * Gives a message socket the settings of a session.
 *
 * @param url where it is going to connect
 * @throws DuplexError `invalid-input` for another server: what was meant for one is not shown to another
 */
export function applySessionSettings(socket: MessageWebSocket, url: string, settings: SessionSettings): void {
  if (originOf(url) !== originOf(settings.url)) {
    throw failure('invalid-input', 'the settings of a session are for its own server only', { field: 'session' });
  }
  const { clientCertificate, requiredIssuer } = settings;
  // What a stream socket has besides bears on nothing before it is connected.
  const { noDelay: _, ...control } = settings.control;
  applyControlSettings(socket.control, control);
  if (clientCertificate !== undefined) socket.control.clientCertificate = clientCertificate;
  if (requiredIssuer !== undefined) requireIssuer(socket, requiredIssuer);
}

/**
 * The Windows sample's check: every certificate the server sends must come from one issuer.
 *
 * @param checked is told the outcome
 */
export function requireIssuer(
  socket: MessageWebSocket | StreamWebSocket,
  issuer: string,
  checked: (isValid: boolean) => void = () => undefined,
): void {
  socket.onservercustomvalidationrequested = (args: WebSocketServerCustomValidationRequestedEventArgs) => {
    const certificates = [...args.serverIntermediateCertificates, args.serverCertificate];
    const isValid = certificates.every((certificate) => certificate.issuer === issuer);
    if (!isValid) args.reject();
    checked(isValid);
  };
}

const controlNames = [
  'serverCredential',
  'proxyCredential',
  'perMessageDeflate',
  'maxMessageSize',
  'desiredUnsolicitedPongInterval',
] as const satisfies readonly CarriedSetting[];

function originOf(url: string): string {
  const { isSecure, host, port } = parseUri(url);
  return `${isSecure ? 'wss' : 'ws'} ${host} ${port}`;
}
