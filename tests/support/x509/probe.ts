import type { CertificateProblem, ServerTrust } from '../../../contract/certificates.ts';
import { toErrorInfo } from '../../../contract/errors.ts';
import { Certificate, ChainValidationResult, Door, MessageWebSocket } from '../../../main/sockets/index.ts';

/** What to connect to, and how; plain data, as it may go to another process. */
export interface ProbeRequest {
  /** As it stands in the address; a name resolves to 127.0.0.1. */
  readonly host: string;
  readonly port: number;
  readonly trust?: ServerTrust;
  /** Values of `ChainValidationResult`. Default: none. */
  readonly ignore?: readonly number[];
  /** A client certificate as PEM. Default: none. */
  readonly client?: { readonly certificates: string; readonly key: string; readonly password: string };
}

export interface ProbeOutcome {
  /** `connected`, or the code of the failure. */
  readonly outcome: string;
  readonly cause?: string;
  readonly message?: string;
  readonly field?: string;
  readonly problems: readonly CertificateProblem[];
  /** The subjects of the chain that was judged, and of what was sent besides. */
  readonly chain: readonly string[];
  readonly unused: readonly string[];
}

/** A name that no resolver is asked for. */
const door = new Door({
  policy: { capabilities: new Set(), loopbackExempt: true },
  resolve: async () => ['127.0.0.1'],
});

/** Connects through the real socket, and says how the server was judged. */
export async function probe({ host, port, trust, ignore = [], client }: ProbeRequest): Promise<ProbeOutcome> {
  const socket = new MessageWebSocket({ door });
  try {
    if (trust !== undefined) socket.control.serverTrust = trust;
    if (client !== undefined) {
      socket.control.clientCertificate = Certificate.fromPem(client.certificates, client.key, client.password);
    }
    for (const value of Object.values(ChainValidationResult)) {
      if (ignore.includes(value)) socket.control.ignorableServerCertificateErrors.append(value);
    }
    await socket.connectAsync(`wss://${host}:${port}/`);
    return { outcome: 'connected', ...seen(socket) };
  } catch (error) {
    const { code, cause, message, field } = toErrorInfo(error);
    return {
      outcome: code,
      message,
      ...(cause !== undefined && { cause }),
      ...(field !== undefined && { field }),
      ...seen(socket),
    };
  } finally {
    socket.close();
  }
}

function seen({ information }: MessageWebSocket): Pick<ProbeOutcome, 'problems' | 'chain' | 'unused'> {
  return {
    problems: information.serverCertificateProblems,
    chain: information.serverCertificateChain.map(({ subject }) => subject),
    unused: information.serverUnusedCertificates.map(({ subject }) => subject),
  };
}
