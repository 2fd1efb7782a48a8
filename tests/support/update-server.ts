import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { signedBytes } from '../../main/updates/signature.ts';
import { newAuthority, newCertificate, serverTls } from './certificates.ts';
import { closeAfterTest } from './clean-up.ts';

type Answer = string | Uint8Array | ((request: IncomingMessage, response: ServerResponse) => void);

export interface UpdateServer {
  /** `https://localhost:PORT/`. */
  readonly url: string;
  readonly port: number;
  /** Of its certificate, as PEM. */
  readonly authority: string;
  /** The public half of what it signs with, as PEM. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
  /** Paths that were asked for, in order. */
  readonly asked: readonly string[];
  /** What is at a path; a 404 elsewhere. */
  readonly answers: Map<string, Answer>;
  /** Offers a version, rightly signed unless said otherwise. */
  readonly offer: (offer: Offer) => void;
  /** At the end of a test of vitest it is closed anyway. */
  readonly close: () => Promise<void>;
}

export interface Offer {
  readonly version: string;
  readonly file: Uint8Array;
  /** Default: `Duplex-VERSION-linux-amd64.deb`. */
  readonly name?: string;
  readonly notes?: string;
  /** Default: the server's own. */
  readonly key?: KeyObject;
}

let certificates: ReturnType<typeof makeCertificates> | undefined;

/** Made once: the keys take a second or two. */
async function makeCertificates() {
  const authority = await newAuthority();
  return { authority, credential: await newCertificate({ issuer: authority }) };
}

/** A place that updates come from, on loopback, with a certificate of an authority of its own. */
export async function startUpdateServer(): Promise<UpdateServer> {
  const { authority, credential } = await (certificates ??= makeCertificates());
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const answers = new Map<string, Answer>();
  const asked: string[] = [];
  const server = createServer(serverTls(credential, authority), (request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const answer = answers.get(path);
    if (typeof answer === 'function') answer(request, response);
    else response.writeHead(answer === undefined ? 404 : 200).end(answer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  closeAfterTest(close);
  const { port } = server.address() as AddressInfo; // a TCP server that listens
  return {
    url: `https://localhost:${port}/`,
    port,
    authority: authority.certificate,
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    privateKey,
    asked,
    answers,
    close,
    offer: ({ version, file, name = `Duplex-${version}-linux-amd64.deb`, notes, key = privateKey }) => {
      const description = descriptionOf({ version, file, name, ...(notes !== undefined && { notes }) });
      answers.set('/latest-linux.yml', description);
      answers.set('/latest-linux.yml.sig', signatureOf('latest-linux.yml', description, key));
      answers.set(`/${name}`, file);
    },
  };
}

/** As electron-builder writes it. */
export function descriptionOf({ version, file, name, notes }: Offer & { readonly name: string }): string {
  const sha512 = createHash('sha512').update(file).digest('base64');
  return [
    `version: ${version}`,
    'files:',
    `  - url: ${name}`,
    `    sha512: ${sha512}`,
    `    size: ${file.length}`,
    `path: ${name}`,
    `sha512: ${sha512}`,
    `releaseDate: '2026-11-01T10:00:00.000Z'`,
    ...(notes === undefined ? [] : [`releaseNotes: ${JSON.stringify(notes)}`]),
    '',
  ].join('\n');
}

export function signatureOf(name: string, description: string, key: KeyObject): string {
  return `${sign(null, signedBytes(name, Buffer.from(description)), key).toString('base64')}\n`;
}
