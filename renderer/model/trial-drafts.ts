import type { IgnorableResult } from '../../contract/certificates.ts';
import type { ConnectTrial } from '../../contract/commands.ts';
import type { CarriedSetting, FailedConnect } from '../../contract/commands/troubleshooting.ts';
import { explainFault } from './explain-fault.ts';
import { checkHeaders, type HeaderLine } from './request-headers.ts';
import { checkAddress } from './server-address.ts';
import { words } from './words.ts';

/** What a person has filled in on the page "Troubleshoot". */
export interface TrialDrafts {
  readonly address: string;
  /** With commas between them. */
  readonly subprotocols: string;
  /** `Name: value`, one on a line. */
  readonly headers: string;
  readonly ignored: readonly IgnorableResult[];
  readonly followsRedirects: boolean;
  /** The session that the attempt came from, where it has what only main knows. */
  readonly from: TrialSession | undefined;
  /** Whether that is taken from it, as long as the address is of the same server. */
  readonly carries: boolean;
}

export interface TrialSession {
  readonly session: number;
  readonly url: string;
  readonly carried: readonly CarriedSetting[];
}

export type TrialField = 'address' | 'subprotocols' | 'headers';

/** What is wrong with a field, as a sentence to show under it. */
export interface TrialFault {
  readonly field: TrialField;
  readonly sentence: string;
}

/** As many as a person wants to see; an endless circle of them is found out sooner. */
const redirectsFollowed = 5;

export const emptyDrafts: TrialDrafts = {
  address: '',
  subprotocols: '',
  headers: '',
  ignored: [],
  followsRedirects: false,
  from: undefined,
  carries: false,
};

/** How many settings are not as they come. */
export function settingCount(drafts: TrialDrafts): number {
  const { subprotocols, headers, ignored, followsRedirects } = drafts;
  const carries = drafts.carries && isCarriable(drafts);
  const filled = [subprotocols.trim() !== '', headers.trim() !== '', followsRedirects, carries];
  return filled.filter(Boolean).length + ignored.length;
}

/** Whether the address is of the server that the session's settings are for. */
export function isCarriable({ from, address }: TrialDrafts): boolean {
  const origin = originOf(address);
  return from !== undefined && origin !== undefined && origin === originOf(from.url);
}

/** @returns what to try, or the first thing that is wrong */
export function readDrafts(drafts: TrialDrafts): ConnectTrial | TrialFault {
  const problem = checkAddress(drafts.address);
  if (problem !== undefined) return fault('address', explainFault({ field: 'address', problem }));
  const supportedProtocols = drafts.subprotocols
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const isWrong = supportedProtocols.some(
    (name, index) => !/^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/.test(name) || supportedProtocols.indexOf(name) !== index,
  );
  if (isWrong) return fault('subprotocols', words.troubleshoot.faults.subprotocol);
  const headers = readHeaders(drafts.headers);
  if ('field' in headers) return headers;
  return {
    url: drafts.address.trim(),
    supportedProtocols,
    headers: headers.map(({ name, value }) => ({ name, value })),
    ignorableServerCertificateErrors: [...drafts.ignored],
    followRedirects: drafts.followsRedirects ? redirectsFollowed : 0,
    ...(drafts.carries && isCarriable(drafts) && drafts.from !== undefined && { session: drafts.from.session }),
  };
}

/** The other way round: what was tried, to be filled in. */
export function draftsOf({ trial, carried }: Pick<FailedConnect, 'trial' | 'carried'>): TrialDrafts {
  const { url, session } = trial;
  return {
    address: url,
    subprotocols: trial.supportedProtocols.join(', '),
    headers: trial.headers.map(({ name, value }) => `${name}: ${value}`).join('\n'),
    ignored: trial.ignorableServerCertificateErrors,
    followsRedirects: trial.followRedirects > 0,
    from: session === undefined ? undefined : { session, url, carried },
    carries: session !== undefined,
  };
}

/** Undefined for what is no address. */
function originOf(address: string): string | undefined {
  const text = address.trim();
  return URL.canParse(text) ? `${new URL(text).protocol}//${new URL(text).host}` : undefined;
}

function readHeaders(text: string): readonly HeaderLine[] | TrialFault {
  const lines = text.split('\n');
  const headers: HeaderLine[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const colon = line.indexOf(':');
    if (colon === -1) return fault('headers', words.troubleshoot.faults.headerColon(index + 1));
    const header = { id: index, name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() };
    const wrong = header.name === '' ? ({ line: 0, kind: 'nameMissing' } as const) : checkHeaders([header]);
    if (wrong !== undefined) {
      return fault('headers', explainFault({ field: 'headers', problem: { ...wrong, line: index } }));
    }
    headers.push(header);
  }
  return headers;
}

function fault(field: TrialField, sentence: string): TrialFault {
  return { field, sentence: sentence.charAt(0).toUpperCase() + sentence.slice(1) };
}
