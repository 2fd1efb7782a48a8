import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { failure } from '../../contract/errors.ts';
import { sampleIssuer } from '../../contract/sessions.ts';
import { makeCertificate, packPfx } from './certificates/certificate-maker.ts';
import { readFileSet, writeFileSet, type FileSet } from './certificates/tls-files.ts';

/** What the sample server needs for TLS, and what a client needs to be let in by it. */
export interface TlsMaterial {
  /** The authority that signed the other two, as PEM. Its key is not kept: nothing more is ever signed with it. */
  readonly authorityCertificate: string;
  /** Issued for {@link serverName} only, as PEM. */
  readonly serverCertificate: string;
  /** As PEM, PKCS#8, not encrypted. */
  readonly serverKey: string;
  /** PKCS#12 with the client certificate and its key, encrypted with {@link clientPfxPassword}. */
  readonly clientPfx: Buffer;
  /** The absolute path of the file that holds `clientPfx`. */
  readonly clientPfxFile: string;
}

/** The password of Microsoft's sample. Known to everyone: the file's permissions protect the key, not this. */
export const clientPfxPassword = '1234';

/** The name of Microsoft's sample server: not `localhost`, so that a client there meets InvalidName as well. */
export const serverName = 'www.fabrikam.com';

export const clientName = 'Duplex Sample Client';

const dayMs = 24 * 60 * 60 * 1000;
const lifetimeYears = 5;
/** Certificates that end sooner than this are replaced, so that none ends while the app runs. */
const renewBeforeMs = 30 * dayMs;

const fileNames = {
  authorityCertificate: 'authority.pem',
  serverCertificate: 'server.pem',
  serverKey: 'server-key.pem',
  clientPfx: 'client.pfx',
} as const;

/** To be raised when the certificates are made differently, so that sets made before are replaced. */
const format = 1;

/**
 * Gives the certificates of the sample server: made on the first run (about a second, most of it on other threads), loaded from then on (a
 * few milliseconds). A set that is incomplete, damaged or near its end is replaced.
 *
 * @param folder where they are kept, made if missing; owner-only (0700, files 0600) where the system has such bits
 * @throws DuplexError `bad-file` when the folder cannot be written
 */
export async function loadTlsMaterial(folder: string): Promise<TlsMaterial> {
  const kept = await readFileSet(folder, Object.values(fileNames), format);
  if (kept !== undefined && isUsable(kept)) return toMaterial(folder, kept);
  const made = await makeFiles();
  try {
    await writeFileSet(folder, made, format);
  } catch (error) {
    throw failure('bad-file', `the sample server's certificates cannot be written to ${folder}`, { cause: error });
  }
  return toMaterial(folder, made);
}

async function makeFiles(): Promise<FileSet> {
  const notBefore = new Date(Date.now() - dayMs); // a peer's clock may be behind ours
  const notAfter = new Date(notBefore);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + lifetimeYears);
  const validity = { notBefore, notAfter };
  const issuer = await makeCertificate({ commonName: sampleIssuer, usage: 'authority', ...validity });
  const [server, client] = await Promise.all([
    makeCertificate({ commonName: serverName, usage: 'server', dnsNames: [serverName], issuer, ...validity }),
    makeCertificate({ commonName: clientName, usage: 'client', issuer, ...validity }),
  ]);
  return {
    [fileNames.authorityCertificate]: Buffer.from(issuer.certificate),
    [fileNames.serverCertificate]: Buffer.from(server.certificate),
    [fileNames.serverKey]: Buffer.from(server.key),
    [fileNames.clientPfx]: await packPfx(client, { password: clientPfxPassword, friendlyName: clientName }),
  };
}

/** All three have the same dates, and the files are known to be as they were written: one certificate tells for all. */
function isUsable(files: FileSet): boolean {
  const certificate = parseCertificate(contentOf(files, fileNames.serverCertificate));
  if (certificate === undefined) return false;
  const now = Date.now();
  return Date.parse(certificate.validFrom) <= now && now + renewBeforeMs < Date.parse(certificate.validTo);
}

function parseCertificate(pem: Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    // An index that was edited along with the file: no certificate to go by.
    return undefined;
  }
}

function toMaterial(folder: string, files: FileSet): TlsMaterial {
  return {
    authorityCertificate: contentOf(files, fileNames.authorityCertificate).toString('utf8'),
    serverCertificate: contentOf(files, fileNames.serverCertificate).toString('utf8'),
    serverKey: contentOf(files, fileNames.serverKey).toString('utf8'),
    clientPfx: contentOf(files, fileNames.clientPfx),
    clientPfxFile: join(folder, fileNames.clientPfx),
  };
}

function contentOf(files: FileSet, name: string): Buffer {
  const content = files[name];
  if (content === undefined) throw failure('internal', `${name} is not in the set`);
  return content;
}
