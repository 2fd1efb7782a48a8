import { ignorableResults } from '../../contract/certificates.ts';
import {
  chainValidationResult,
  usualLimits,
  type MessageWebSocket,
  type StreamWebSocket,
  type WebSocketServerCustomValidationRequestedEventArgs,
} from '../sockets/index.ts';
import type { Asked, CertificateQuestions } from './certificate-questions.ts';
import type { TrustStore } from './trust-store.ts';

type Socket = MessageWebSocket | StreamWebSocket;

/** Applies what the user trusts to sockets. */
export class ConnectionTrust {
  readonly #store: TrustStore;
  readonly #questions: CertificateQuestions;

  constructor(store: TrustStore, questions: CertificateQuestions) {
    this.#store = store;
    this.#questions = questions;
  }

  /**
   * Sets whom a socket trusts, and the user's own validation. To be called before connecting.
   *
   * @returns to be called when connecting is over, in whatever way
   */
  apply(socket: Socket): () => void {
    // Also where it begins without TLS: a redirect can lead to a server with it.
    socket.control.serverTrust = this.#store.serverTrust;
    const { validation } = this.#store;
    switch (validation.kind) {
      case 'none':
        return () => undefined;
      case 'issuer':
        onValidation(socket, (args) => {
          const sent = [args.serverCertificate, ...args.serverIntermediateCertificates];
          if (!sent.every(({ issuer }) => issuer === validation.issuer)) args.reject();
        });
        return () => undefined;
      case 'pin':
        onValidation(socket, (args) => {
          const chain = socket.information.serverCertificateChain;
          const has = chain.some((one) => [one.sha256, one.publicKeySha256].includes(validation.sha256));
          if (!has) args.reject();
        });
        return () => undefined;
      case 'ask':
        return this.#askAt(socket);
    }
  }

  #askAt(socket: Socket): () => void {
    let asked: Asked | undefined;
    // The user sees every problem, and lets pass what can be let pass.
    for (const name of ignorableResults) {
      const value = chainValidationResult(name);
      const list = socket.control.ignorableServerCertificateErrors;
      if (!list.includes(value)) list.append(value);
    }
    onValidation(socket, (args) => {
      const { remoteServer, serverCertificateChain, serverCertificateProblems } = socket.information;
      // Whose certificate it is: a redirect may have led elsewhere.
      if (remoteServer === null) throw new Error('a certificate without a server');
      const { host, port } = remoteServer;
      const deferral = args.getDeferral();
      const question = this.#questions.ask({
        host,
        port,
        chain: serverCertificateChain,
        problems: serverCertificateProblems,
        deadline: Date.now() + usualLimits.validationMs,
      });
      asked = question;
      void (async () => {
        if (!(await question.answer)) args.reject();
        deferral.complete();
      })();
    });
    return () => asked?.withdraw();
  }
}

function onValidation(socket: Socket, check: (args: WebSocketServerCustomValidationRequestedEventArgs) => void): void {
  socket.addEventListener('servercustomvalidationrequested', check);
}
