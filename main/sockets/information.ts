import type { Certificate } from '../certificates/certificate.ts';
import type { ServerEvaluation } from '../certificates/evaluate.ts';
import type { Agreement } from '../wire/opening-handshake.ts';
import type { PerMessageDeflate } from '../wire/permessage-deflate.ts';
import { BandwidthMeter, noBandwidth, type BandwidthStatistics, type Traffic } from './bandwidth-statistics.ts';
import { chainValidationResult, SocketSslErrorSeverity, type ChainValidationResult } from './enums.ts';

/**
 * `MessageWebSocketInformation` and `StreamWebSocketInformation`, which have the same members. Readable at any time.
 */
export class WebSocketInformation {
  #localAddress: string | null = null;
  #remoteAddress: string | null = null;
  #agreement: Agreement = { subprotocol: '', perMessageDeflate: null };
  #server: ServerEvaluation | undefined;
  #bandwidth: BandwidthMeter | undefined;

  /** The local IP address of the connection; null before it. */
  get localAddress(): string | null {
    return this.#localAddress;
  }

  /** The IP address and port that was really connected to; null before. Not in WinRT. */
  get remoteAddress(): string | null {
    return this.#remoteAddress;
  }

  /** The subprotocol the server chose; empty when none. */
  get protocol(): string {
    return this.#agreement.subprotocol;
  }

  /** What has been agreed on for compressing messages; null when they are not. Not in WinRT. */
  get perMessageDeflate(): PerMessageDeflate | null {
    return this.#agreement.perMessageDeflate;
  }

  /**
   * Bits per second of the connection, both ways, over the last five seconds or since the reading before them; zeros
   * before connecting. What is still queued in this process is not counted as sent.
   */
  get bandwidthStatistics(): BandwidthStatistics {
    return this.#bandwidth?.read() ?? noBandwidth;
  }

  /** The server's certificate, for `wss`. */
  get serverCertificate(): Certificate | null {
    return this.#server?.certificate ?? null;
  }

  get serverIntermediateCertificates(): readonly Certificate[] {
    return this.#server?.intermediates ?? [];
  }

  /** Everything found wrong with the server's certificate, what is ignored included. */
  get serverCertificateErrors(): readonly ChainValidationResult[] {
    return (this.#server?.errors ?? []).map(chainValidationResult);
  }

  get serverCertificateErrorSeverity(): SocketSslErrorSeverity {
    return SocketSslErrorSeverity[this.#server?.severity ?? 'none'];
  }

  /** For the socket that owns it. */
  static readonly fill = {
    server(information: WebSocketInformation, server: ServerEvaluation): void {
      information.#server = server;
    },
    connection(information: WebSocketInformation, local: string, remote: string, agreement: Agreement): void {
      information.#localAddress = local;
      information.#remoteAddress = remote;
      information.#agreement = agreement;
    },
    bandwidth(information: WebSocketInformation, traffic: () => Traffic): void {
      information.#bandwidth = new BandwidthMeter(traffic);
    },
  };
}
