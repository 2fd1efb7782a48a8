import { X509Certificate } from 'node:crypto';
import type { CertificateDescription, ServerTrust } from '../../contract/certificates.ts';
import { failure, type DuplexError } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import {
  defaultTrustFile,
  trustLimits,
  type AcceptedException,
  type CustomValidation,
  type GivenRevocationList,
  type HostPin,
  type TrustedAuthority,
  type TrustFile,
  type TrustState,
} from '../../contract/secure-connections.ts';
import { ChainCertificate } from '../certificates/chain-certificate.ts';
import { describe } from '../certificates/describe.ts';
import { pemBlocks } from '../certificates/pem.ts';
import { compileTrust, plainHost } from '../certificates/server-trust.ts';
import type { JsonFile } from '../files/json-file.ts';
import { describeRevocationList, revocationListId, revocationListsOf } from './given-revocation-list.ts';
import { trustFile } from './trust-file.ts';

type Lists = Pick<TrustFile, 'authorities' | 'pins' | 'exceptions' | 'revocationLists'>;
type Entry =
  | { readonly list: 'authorities'; readonly value: TrustedAuthority }
  | { readonly list: 'pins'; readonly value: HostPin }
  | { readonly list: 'exceptions'; readonly value: AcceptedException }
  | { readonly list: 'revocationLists'; readonly value: GivenRevocationList };

/** What the user trusts, and its file. Every change holds as soon as it is on disk. */
export class TrustStore {
  readonly #file: JsonFile<TrustFile>;
  #trust: TrustFile;
  #problem: DuplexError | undefined;
  /** What was taken out, by its id. */
  readonly #removed = new Map<string, Entry>();
  /** One change after the other. */
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(file: JsonFile<TrustFile>, trust: TrustFile, problem: DuplexError | undefined) {
    this.#file = file;
    this.#trust = trust;
    this.#problem = problem;
  }

  /** Reads the file. One that is not there means the default, and so does one that cannot be used, with a problem. */
  static async read(path: string): Promise<TrustStore> {
    const file = trustFile(path);
    const reading = await file.read();
    switch (reading.kind) {
      case 'missing':
        return new TrustStore(file, defaultTrustFile, undefined);
      case 'value':
        return new TrustStore(file, reading.value, undefined);
      case 'bad':
        return new TrustStore(file, defaultTrustFile, reading.problem);
    }
  }

  get state(): TrustState {
    const { authorities, pins, exceptions, revocationLists, replaceSystem, validation } = this.#trust;
    return {
      replaceSystem,
      validation,
      authorities: authorities.map((value) => ({
        id: idOf({ list: 'authorities', value }),
        certificate: describeAuthority(value),
        addedAt: value.addedAt,
      })),
      pins: pins.map((value) => Object.assign({ id: idOf({ list: 'pins', value }) }, value)),
      exceptions: exceptions.map((value) => Object.assign({ id: idOf({ list: 'exceptions', value }) }, value)),
      revocationLists: revocationLists.map((value) =>
        Object.assign({ id: idOf({ list: 'revocationLists', value }) }, describeRevocationList(value)),
      ),
      problem: this.#problem?.info,
    };
  }

  get validation(): CustomValidation {
    return this.#trust.validation;
  }

  /** Why the file was not used; gone when something has been saved. */
  get problem(): DuplexError | undefined {
    return this.#problem;
  }

  /** Whom to trust, for whichever server; null where nothing has been changed. */
  get serverTrust(): ServerTrust | null {
    const { authorities, pins, exceptions, revocationLists, replaceSystem } = this.#trust;
    const count = authorities.length + pins.length + exceptions.length + revocationLists.length;
    if (count === 0 && !replaceSystem) return null;
    return {
      authorities: authorities.map(({ pem }) => pem),
      replaceSystem,
      pins: pins.map(({ host, kind, sha256 }) => ({ host, kind, sha256 })),
      exceptions: exceptions.map(({ host, port, sha256, errors }) => ({ host, port, sha256, errors })),
      revocationLists: revocationLists.map(({ pem }) => pem),
    };
  }

  /** Whom OpenSSL is to trust where it judges alone, as PEM; undefined for whom it trusts anyway. */
  get openSslAuthorities(): readonly string[] | undefined {
    const { serverTrust } = this;
    return serverTrust === null ? undefined : compileTrust(serverTrust).openSslAuthorities;
  }

  /** Accepts errors of one certificate of one server, besides those that are accepted already. */
  accept(exception: Omit<AcceptedException, 'addedAt'>): Promise<TrustState> {
    return this.#change((trust) => {
      const value = { ...exception, host: plainHost(exception.host), addedAt: Date.now() };
      const before = trust.exceptions.find((one) => isSame('exceptions', one, value));
      const errors = [...new Set([...(before?.errors ?? []), ...exception.errors])];
      return withEntry(trust, { list: 'exceptions', value: { ...value, errors } });
    });
  }

  pin(pin: Omit<HostPin, 'addedAt'>): Promise<TrustState> {
    const value = { ...pin, host: plainHost(pin.host), addedAt: Date.now() };
    return this.#change((trust) => withEntry(trust, { list: 'pins', value }));
  }

  /**
   * Adds the certificates of a file.
   *
   * @throws DuplexError `bad-file` where there is no certificate in PEM, or one that cannot be read
   */
  addAuthorities(pem: string): Promise<TrustState> {
    return this.#change((trust) => {
      const blocks = pemBlocks(pem, 'CERTIFICATE');
      if (blocks.length === 0) {
        const reason = because('fileWithoutCertificate');
        throw failure('bad-file', 'there is no certificate in PEM in this file', { reason });
      }
      const added = blocks.map((der) => ({ pem: readable(der).toString(), addedAt: Date.now() }));
      return added.reduce((sum, value) => withEntry(sum, { list: 'authorities', value }), trust);
    });
  }

  /**
   * Adds the lists of revoked certificates of a file, each in the place of an older one of the same issuer.
   *
   * @param file PEM or DER
   * @throws DuplexError `bad-file` where there is none, one that cannot be used, or an older one than there is
   */
  addRevocationLists(file: Uint8Array): Promise<TrustState> {
    return this.#change((trust) =>
      revocationListsOf(file).reduce((sum, value) => {
        const id = idOf({ list: 'revocationLists', value });
        const before = sum.revocationLists.find((one) => idOf({ list: 'revocationLists', value: one }) === id);
        const { issuer, thisUpdate } = describeRevocationList(value);
        if (before !== undefined && Date.parse(describeRevocationList(before).thisUpdate) > Date.parse(thisUpdate)) {
          throw failure('bad-file', `there is a newer list of "${issuer}" already`, {
            reason: because('newerListThere', issuer),
          });
        }
        return withEntry(sum, { list: 'revocationLists', value });
      }, trust),
    );
  }

  setReplaceSystem(replaceSystem: boolean): Promise<TrustState> {
    return this.#change((trust) => ({ ...trust, replaceSystem }));
  }

  setValidation(validation: CustomValidation): Promise<TrustState> {
    return this.#change((trust) => ({ ...trust, validation }));
  }

  /** Takes an entry out. @throws DuplexError `not-found` */
  remove(id: string): Promise<TrustState> {
    return this.#change((trust) => {
      const entry = entriesOf(trust).find((one) => idOf(one) === id);
      if (entry === undefined) {
        throw failure('not-found', 'this is not trusted any more', { field: 'id', reason: because('notTrusted') });
      }
      this.#removed.set(id, entry);
      return without(trust, id);
    });
  }

  /** Puts back what was taken out since the store was read. @throws DuplexError `not-found` */
  restore(id: string): Promise<TrustState> {
    return this.#change((trust) => {
      const entry = this.#removed.get(id);
      if (entry === undefined) {
        throw failure('not-found', 'this was not removed', { field: 'id', reason: because('notRemoved') });
      }
      return withEntry(trust, entry);
    });
  }

  async #change(change: (trust: TrustFile) => TrustFile): Promise<TrustState> {
    const saving = this.#queue.then(() => this.#replace(change(this.#trust)));
    this.#queue = saving.catch(() => undefined);
    await saving;
    return this.state;
  }

  async #replace(after: TrustFile): Promise<void> {
    try {
      await this.#file.replace(after);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw failure('bad-file', `what you trust cannot be saved: ${why}`, { cause, reason: because('trustNotSaved') });
    }
    this.#trust = after;
    this.#problem = undefined;
  }
}

function entriesOf({ authorities, pins, exceptions, revocationLists }: Lists): Entry[] {
  return [
    ...authorities.map((value) => ({ list: 'authorities', value }) as const),
    ...pins.map((value) => ({ list: 'pins', value }) as const),
    ...exceptions.map((value) => ({ list: 'exceptions', value }) as const),
    ...revocationLists.map((value) => ({ list: 'revocationLists', value }) as const),
  ];
}

/** Adds an entry at the end, in place of the same one. @throws DuplexError `illegal-call` where there are too many */
function withEntry(trust: TrustFile, entry: Entry): TrustFile {
  const rest = without(trust, idOf(entry));
  if (rest[entry.list].length >= trustLimits.entries) {
    throw failure('illegal-call', `there are ${trustLimits.entries} entries already`, {
      reason: because('entriesTooMany', trustLimits.entries),
    });
  }
  return { ...rest, [entry.list]: [...rest[entry.list], entry.value] };
}

function without(trust: TrustFile, id: string): TrustFile {
  return {
    ...trust,
    authorities: trust.authorities.filter((value) => idOf({ list: 'authorities', value }) !== id),
    pins: trust.pins.filter((value) => idOf({ list: 'pins', value }) !== id),
    exceptions: trust.exceptions.filter((value) => idOf({ list: 'exceptions', value }) !== id),
    revocationLists: trust.revocationLists.filter((value) => idOf({ list: 'revocationLists', value }) !== id),
  };
}

function isSame(list: 'exceptions', one: AcceptedException, other: AcceptedException): boolean {
  return idOf({ list, value: one }) === idOf({ list, value: other });
}

function idOf(entry: Entry): string {
  switch (entry.list) {
    case 'authorities':
      return `authority ${new X509Certificate(entry.value.pem).fingerprint256}`;
    case 'pins':
      return `pin ${entry.value.host} ${entry.value.kind} ${entry.value.sha256}`;
    case 'exceptions':
      return `exception ${entry.value.host} ${entry.value.port} ${entry.value.sha256}`;
    case 'revocationLists':
      return revocationListId(entry.value);
  }
}

function describeAuthority({ pem }: TrustedAuthority): CertificateDescription {
  return describe(new ChainCertificate(new X509Certificate(pem), 'trusted'));
}

function readable(der: Buffer): X509Certificate {
  let certificate: ChainCertificate;
  try {
    certificate = new ChainCertificate(new X509Certificate(der), 'trusted');
  } catch (cause) {
    const reason = because('certificateUnreadable', cause instanceof Error ? cause.message : String(cause));
    throw failure('bad-file', 'a certificate in this file cannot be read', { cause, reason });
  }
  const { fields, fault = '' } = certificate;
  if (fields === undefined) {
    throw failure('bad-file', `a certificate in this file cannot be read: ${fault}`, {
      reason: because('certificateUnreadable', fault),
    });
  }
  return certificate.x509;
}
