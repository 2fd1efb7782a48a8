import type { SharedSettings } from '../../../contract/workbench/documents.ts';
import type { LibraryPath } from '../../../contract/workbench/library.ts';
import { hasTemplates } from './template-parts.ts';

/** Fields that are meant for something nobody else should read. */
export type SecretField =
  | 'auth.password'
  | 'auth.token'
  | 'auth.value'
  | 'clientCertificate.passphrase'
  | 'proxy.password'
  | `headers.${number}.value`
  | `cookies.${number}.value`;

const secretHeader = /^(?:authorization|proxy-authorization|cookie|x-(?:api|auth)-(?:key|token)|api-key)$/i;
const secretCookie = /session|sid|token|auth|jwt/i;

/** Where a document holds such a thing as it is, and not as `{{name}}`. */
export function plainSecrets(document: SharedSettings): readonly SecretField[] {
  const { auth, clientCertificate, proxy, headers, cookies } = document;
  const fields: (readonly [SecretField, string | undefined])[] = [
    ...(auth?.kind === 'basic' || auth?.kind === 'digest' ? [['auth.password', auth.password] as const] : []),
    ...(auth?.kind === 'bearer' ? [['auth.token', auth.token] as const] : []),
    ...(auth?.kind === 'apiKey' ? [['auth.value', auth.value] as const] : []),
    ['clientCertificate.passphrase', clientCertificate?.passphrase],
    ...(proxy !== undefined && 'password' in proxy ? [['proxy.password', textOf(proxy.password)] as const] : []),
    ...(headers ?? []).flatMap(({ name, value }, index) =>
      secretHeader.test(name.trim()) ? [[`headers.${index}.value`, value] as const] : [],
    ),
    ...(cookies ?? []).flatMap(({ name, value }, index) =>
      secretCookie.test(name) ? [[`cookies.${index}.value`, value] as const] : [],
    ),
  ];
  return fields.flatMap(([field, value]) => (isPlain(value) ? [field] : []));
}

/** Whether a value would be read by whoever opens the file. */
export function isPlain(value: string | undefined): boolean {
  return value !== undefined && value !== '' && !hasTemplates(value);
}

/**
 * A name for a secret: after its entry and what it is, e.g. `orders_password`, with a number where it is taken.
 *
 * @param what `password`, `token`, ...
 */
export function secretName(path: LibraryPath | null, what: string, taken: ReadonlySet<string>): string {
  const entry = path?.split('/').at(-1) ?? '';
  const plain = entry
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^[_\p{N}]+|_+$/gu, '')
    .slice(0, 100);
  const begin = plain === '' ? what : `${plain}_${what}`;
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? begin : `${begin}_${count}`;
    if (!taken.has(name)) return name;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
