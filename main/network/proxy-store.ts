import * as v from 'valibot';
import { failure, type DuplexError } from '../../contract/errors.ts';
import { because, type Reason } from '../../contract/reason.ts';
import { reasonOfIssue } from '../../contract/reason-of-issue.ts';
import {
  defaultProxySetting,
  proxySettingSchema,
  type FixedProxy,
  type ProxySetting,
  type ProxyState,
  type ShownProxySetting,
} from '../../contract/proxy-setting.ts';
import { JsonFile, type JsonFault } from '../files/json-file.ts';
import { parseHost } from './host.ts';
import { chosenProxies } from './proxy/chosen-proxies.ts';
import type { ProxyResolver } from './proxy/proxy-server.ts';

/** What the user wants, with what is in no file. */
export type WantedProxies =
  | { readonly kind: 'system' }
  | { readonly kind: 'none' }
  | {
      readonly kind: 'fixed';
      readonly proxy: FixedProxy;
      readonly userName: string;
      /** Null: the one that was given before, if it was for this proxy and this user. */
      readonly password: string | null;
    }
  /** Undefined: the one there is. */
  | { readonly kind: 'script'; readonly file: { readonly name: string; readonly script: string } | undefined };

/** A script of a mebibyte, with every character escaped, has room in it. */
const sizeLimitBytes = 8 * 1024 * 1024;

/** The user's proxy setting and its file. The password is kept in memory, until the process ends. */
export class ProxyStore {
  readonly #file: JsonFile<ProxySetting>;
  readonly #system: ProxyResolver;
  #setting: ProxySetting | undefined;
  #problem: DuplexError | undefined;
  #password: string | undefined;
  /** For the setting as it is. */
  #proxies: ProxyResolver;
  /** One save after the other. */
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(file: JsonFile<ProxySetting>, system: ProxyResolver, reading: ProxySetting | DuplexError) {
    this.#file = file;
    this.#system = system;
    if (reading instanceof Error) this.#problem = reading;
    else this.#setting = reading;
    this.#proxies = this.#compile();
  }

  /**
   * Reads the setting. A file that is not there means the system's; one that holds none leaves no way out but to this
   * computer, as going without a proxy, or through another one, is not what was wanted.
   *
   * @param system the proxies of the system's settings
   */
  static async read(path: string, system: ProxyResolver): Promise<ProxyStore> {
    const file = new JsonFile<ProxySetting>(path, {
      schema: proxySettingSchema,
      sizeLimitBytes,
      meanwhile: 'until a proxy setting is saved, only this computer may be reached',
      check: faultOf,
    });
    const reading = await file.read();
    switch (reading.kind) {
      case 'missing':
        return new ProxyStore(file, system, defaultProxySetting);
      case 'value':
        return new ProxyStore(file, system, reading.value);
      case 'bad':
        return new ProxyStore(file, system, reading.problem);
    }
  }

  get state(): ProxyState {
    return {
      setting: this.#setting && shown(this.#setting, this.#password !== undefined),
      problem: this.#problem?.info,
    };
  }

  /** Why the file could not be used; gone when a setting has been saved. */
  get problem(): DuplexError | undefined {
    return this.#problem;
  }

  /** The proxies of the setting as it is at every call. */
  readonly resolver: ProxyResolver = (...question) => this.#proxies(...question);

  /**
   * Saves a setting; it holds as soon as it is on disk. A file that could not be used is kept beside it.
   *
   * @throws DuplexError `invalid-input` for what cannot be, `bad-file` when it cannot be written; nothing has changed
   */
  async save(wanted: WantedProxies): Promise<ProxyState> {
    const saving = this.#queue.then(() => this.#replace(wanted));
    this.#queue = saving.catch(() => undefined);
    await saving;
    return this.state;
  }

  async #replace(wanted: WantedProxies): Promise<void> {
    const setting = this.#settingOf(wanted);
    const password = wanted.kind === 'fixed' ? this.#passwordOf(wanted) : undefined;
    try {
      await this.#file.replace(setting);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw failure('bad-file', `the proxy setting cannot be saved: ${why}`, {
        cause,
        reason: because('proxyNotSaved'),
      });
    }
    this.#setting = setting;
    this.#password = password;
    this.#problem = undefined;
    this.#proxies = this.#compile();
  }

  #settingOf(wanted: WantedProxies): ProxySetting {
    switch (wanted.kind) {
      case 'system':
      case 'none':
        return { version: 1, kind: wanted.kind };
      case 'fixed': {
        const { kind, port } = wanted.proxy;
        return {
          version: 1,
          kind: 'fixed',
          proxy: { kind, host: plainHost(wanted.proxy.host), port },
          userName: wanted.userName,
        };
      }
      case 'script': {
        if (wanted.file === undefined && this.#setting?.kind === 'script') return this.#setting;
        if (wanted.file === undefined) throw invalid('script', 'no script was chosen', because('scriptMissing'));
        const parsed = v.safeParse(proxySettingSchema, { version: 1, kind: 'script', ...wanted.file });
        if (!parsed.success) throw invalid('script', parsed.issues[0].message, reasonOfIssue(parsed.issues[0]));
        if (!wanted.file.script.includes('FindProxyForURL')) {
          const { name } = wanted.file;
          throw invalid(
            'script',
            `there is no FindProxyForURL in ${name}: it is no proxy script`,
            because('scriptWithoutFunction', name),
          );
        }
        return parsed.output;
      }
    }
  }

  #passwordOf({ proxy, userName, password }: Extract<WantedProxies, { kind: 'fixed' }>): string | undefined {
    if (userName === '') return undefined;
    if (password !== null) return password;
    const before = this.#setting;
    const isSame =
      before?.kind === 'fixed' &&
      before.userName === userName &&
      before.proxy.kind === proxy.kind &&
      before.proxy.host === plainHost(proxy.host) &&
      before.proxy.port === proxy.port;
    return isSame ? this.#password : undefined;
  }

  #compile(): ProxyResolver {
    if (this.#setting !== undefined) return chosenProxies(this.#setting, this.#password, this.#system);
    const why = this.#problem?.message ?? '';
    return chosenProxies({ kind: 'unknown', why }, undefined, this.#system);
  }
}

function shown(setting: ProxySetting, hasPassword: boolean): ShownProxySetting {
  switch (setting.kind) {
    case 'system':
    case 'none':
      return { kind: setting.kind };
    case 'fixed':
      return { kind: 'fixed', proxy: setting.proxy, userName: setting.userName, hasPassword };
    case 'script':
      return { kind: 'script', name: setting.name };
  }
}

/** In its usual spelling. @throws DuplexError `invalid-input` */
function plainHost(host: string): string {
  const parsed = parseHost(host.trim());
  if (parsed.kind === 'invalid') {
    const shown = host.slice(0, 80);
    throw invalid('host', `"${shown}" is no host name and no IP address`, because('noHost', shown));
  }
  return parsed.kind === 'literal' ? parsed.address : parsed.name;
}

function invalid(field: string, what: string, reason: Reason | undefined): DuplexError {
  return failure('invalid-input', what, { hresult: 'E_INVALIDARG', field, reason });
}

/** What is wrong with its host. */
function faultOf(setting: ProxySetting): JsonFault | undefined {
  if (setting.kind !== 'fixed' || parseHost(setting.proxy.host).kind !== 'invalid') return undefined;
  const { host } = setting.proxy;
  return { why: 'it is no host name and no IP address', reason: because('noHost', host), path: ['proxy', 'host'] };
}
