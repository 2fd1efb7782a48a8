import type { ConnectionDocument, SharedSettings } from '../../../contract/workbench/documents.ts';
import { readQuery } from './query-table.ts';

/** The parts of the editor, in their order. */
export const sections = [
  'address',
  'headers',
  'cookies',
  'subprotocols',
  'auth',
  'certificates',
  'proxy',
  'compression',
  'limits',
  'habits',
  'variables',
  'notes',
] as const;
export type Section = (typeof sections)[number];

/** Those of a folder. */
export const folderSections = [
  'headers',
  'cookies',
  'auth',
  'certificates',
  'proxy',
  'variables',
  'notes',
] as const satisfies readonly Section[];

const byField: Readonly<Record<string, Section>> = {
  address: 'address',
  query: 'address',
  socket: 'limits',
  headers: 'headers',
  cookies: 'cookies',
  subprotocols: 'subprotocols',
  auth: 'auth',
  clientCertificate: 'certificates',
  trust: 'certificates',
  proxy: 'proxy',
  compression: 'compression',
  limits: 'limits',
  redirects: 'limits',
  keepAlive: 'habits',
  reconnect: 'habits',
  automaticPong: 'habits',
  variables: 'variables',
  environment: 'notes',
  description: 'notes',
};

/** Where a field of the document is edited. @param field a path, e.g. `headers.2.value` */
export function sectionOf(field: string): Section | undefined {
  return byField[field.split('.', 1)[0] ?? ''];
}

/** How many things a section says, for its badge. */
export function sectionCounts(
  document: Partial<ConnectionDocument> & SharedSettings,
): Readonly<Record<Section, number>> {
  const has = (...values: readonly unknown[]): number => values.filter((value) => value !== undefined).length;
  const isOn = ({ enabled }: { readonly enabled?: boolean }): boolean => enabled !== false;
  const { auth, proxy, clientCertificate, trust, compression, limits } = document;
  return {
    address: readQuery(document.address ?? '').length,
    headers: (document.headers ?? []).filter(isOn).length,
    cookies: (document.cookies ?? []).filter(isOn).length,
    subprotocols: document.subprotocols?.length ?? 0,
    auth: has(auth),
    certificates:
      has(clientCertificate, trust?.requiredIssuer) + (trust?.ignorableServerCertificateErrors?.length ?? 0),
    proxy: has(proxy),
    compression: has(compression),
    limits: Object.keys(limits ?? {}).length + has(document.redirects, document.socket),
    habits: has(document.keepAlive, document.reconnect, document.automaticPong),
    variables: Object.keys(document.variables ?? {}).length,
    notes: has(document.description, document.environment),
  };
}
