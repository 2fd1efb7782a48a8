import { isIP, type Socket } from 'node:net';
import type { CertificateDescription, CertificateProblem } from '../../contract/certificates.ts';
import type { Encryption } from '../../contract/secure-connections.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { ServerEvaluation } from '../certificates/evaluate.ts';
import type { Agreement } from '../wire/opening-handshake.ts';
import type { PerMessageDeflate } from '../wire/permessage-deflate.ts';
import { classifyAddress } from '../network/address-class.ts';
import { BandwidthMeter, noBandwidth, type BandwidthStatistics, type Traffic } from './bandwidth-statistics.ts';
import { chainValidationResult, SocketSslErrorSeverity, type ChainValidationResult } from './enums.ts';

const nothingAgreed: Agreement = { subprotocol: '', perMessageDeflate: null };
const noTraffic: Traffic = { sentBytes: 0, receivedBytes: 0 };

/** Who a socket is connected to. */
export interface RemoteServer {
  /** A name or an IP literal: the one that was asked for, or the one that redirects led to. */
  readonly host: string;
  readonly port: number;
  /** The proxy that leads there; null where there is none. */
  readonly proxy: { readonly host: string; readonly port: number } | null;
}

/**
 * `MessageWebSocketInformation` and `StreamWebSocketInformation`, which have the same members. Readable at any time.
 */
export class WebSocketInformation {
  #localAddress: string | null = null;
  #remoteAddress: string | null = null;
  #remoteServer: RemoteServer | null = null;
  #agreement = nothingAgreed;
  #server: ServerEvaluation | undefined;
  #socket: Socket | undefined;
  #openedAtMs = 0;
  /** Made when it is first asked for. */
  #bandwidth: BandwidthMeter | undefined;

  /** The local IP address of the connection; null before it. */
  get localAddress(): string | null {
    return this.#localAddress;
  }

  /** The IP address and port that was really connected to; null before. Not in WinRT. */
  get remoteAddress(): string | null {
    return this.#remoteAddress;
  }

  /** The server at the end, behind redirects and a proxy, from when there is a line to it. Not in WinRT. */
  get remoteServer(): RemoteServer | null {
    return this.#remoteServer;
  }

  /**
   * Whether the server at the end is on this computer: by the address that was really connected to, and behind a proxy by
   * the proxy's and the server's both. Not in WinRT.
   */
  get isOnThisComputer(): boolean {
    const end = this.#socket?.remoteAddress;
    if (end === undefined || !isLoopback(end)) return false;
    // A name behind a proxy is whatever the proxy takes it for.
    return this.#remoteServer?.proxy === null || isLoopback(this.#remoteServer?.host ?? '');
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
    const socket = this.#socket;
    if (socket === undefined) return noBandwidth;
    this.#bandwidth ??= new BandwidthMeter(() => trafficOf(socket), { ...noTraffic, atMs: this.#openedAtMs });
    return this.#bandwidth.read();
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

  /** The same one by one, each with the certificate it is about and a sentence. Not in WinRT. */
  get serverCertificateProblems(): readonly CertificateProblem[] {
    return this.#server?.problems ?? [];
  }

  /** What was judged: the server's own certificate, then each one's issuer, as far as it is known. Not in WinRT. */
  get serverCertificateChain(): readonly CertificateDescription[] {
    return this.#server?.chain ?? [];
  }

  /** What the server sent that has no place in the chain. Not in WinRT. */
  get serverUnusedCertificates(): readonly CertificateDescription[] {
    return this.#server?.unused ?? [];
  }

  /** What TLS has agreed on, for `wss`. Not in WinRT. */
  get serverEncryption(): Encryption | null {
    return this.#server?.encryption ?? null;
  }

  get serverCertificateErrorSeverity(): SocketSslErrorSeverity {
    return SocketSslErrorSeverity[this.#server?.severity ?? 'none'];
  }

  /** For the socket that owns it. */
  static readonly fill = {
    server(information: WebSocketInformation, server: ServerEvaluation, remote: RemoteServer): void {
      information.#server = server;
      information.#remoteServer = remote;
    },
    connection(information: WebSocketInformation, socket: Socket, remote: RemoteServer, agreement: Agreement): void {
      information.#remoteServer = remote;
      const { remoteFamily, remoteAddress, remotePort } = socket;
      information.#localAddress = socket.localAddress ?? '';
      information.#remoteAddress = `${remoteFamily === 'IPv6' ? `[${remoteAddress}]` : remoteAddress}:${remotePort}`;
      information.#agreement = agreement;
      information.#socket = socket;
      information.#openedAtMs = performance.now();
    },
  };
}

function isLoopback(host: string): boolean {
  return isIP(host) !== 0 && classifyAddress(host) === 'loopback';
}

/** What is queued in this process has not been sent. */
function trafficOf(socket: Socket): Traffic {
  return { sentBytes: socket.bytesWritten - socket.writableLength, receivedBytes: socket.bytesRead };
}
