import type { ConnectTrial } from '../../contract/commands.ts';
import { DuplexError } from '../../contract/errors.ts';
import { chainValidationResult, parseUri, type MessageWebSocket, type StreamWebSocket } from '../sockets/index.ts';

type Settings = Pick<ConnectTrial, 'url' | 'supportedProtocols' | 'headers' | 'ignorableServerCertificateErrors'>;

/** Gives a socket the settings of a command. @throws DuplexError for one that cannot be, with its field */
export function applySettings(socket: MessageWebSocket | StreamWebSocket, settings: Settings): void {
  inField('url', () => parseUri(settings.url));
  for (const protocol of settings.supportedProtocols) socket.control.supportedProtocols.append(protocol);
  for (const [index, { name, value }] of settings.headers.entries()) {
    inField(`headers.${index}`, () => socket.addRequestHeader(name, value));
  }
  for (const name of settings.ignorableServerCertificateErrors) {
    socket.control.ignorableServerCertificateErrors.append(chainValidationResult(name));
  }
}

/** Runs a check of the library's and names the field of the command that it is about. */
function inField(field: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (error instanceof DuplexError) throw new DuplexError({ ...error.info, field }, error);
    throw error;
  }
}
