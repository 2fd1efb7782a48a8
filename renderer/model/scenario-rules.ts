import type { OpenSession, Payload } from '../../contract/commands.ts';
import type { ChosenCertificate, FileToSave } from '../../contract/commands/files.ts';
import type { ServerEndpoints } from '../../contract/sessions.ts';
import { defaultControls, type ControlDrafts } from './control-drafts.ts';
import type { FieldFault } from './field-fault.ts';
import type { HeaderLine } from './request-headers.ts';

type Counts = 'messages' | 'bytes';

/** How one page differs from another. */
export interface ScenarioRules {
  /** The tag of its sessions. */
  readonly page: string;
  /** The address of the built-in server it begins with. */
  readonly endpoint: keyof ServerEndpoints;
  /** What its second button is called decides what the band says of it. */
  readonly verb: 'disconnect' | 'stop';
  /** What its traffic is counted in: a stream has no messages. */
  readonly counts: Counts | ((drafts: Drafts) => Counts);
  /** What is wrong with what only this page has. */
  readonly check?: (drafts: Drafts) => FieldFault | undefined;
  readonly request: (
    drafts: Drafts,
  ) => Omit<OpenSession, 'page' | 'url' | 'headers' | 'supportedProtocols'> &
    Partial<Pick<OpenSession, 'supportedProtocols'>>;
  /** What the text is sent as. Default: text. */
  readonly payload?: (drafts: Drafts) => Payload;
  /** Whether it shows a client certificate. */
  readonly needsCertificate?: boolean;
  /** What it sends by itself while connected. */
  readonly repeats?: { readonly bytes: Uint8Array<ArrayBuffer>; readonly intervalMs: number };
}

/** What a person has filled in. Every page uses a part of it. */
export interface Drafts {
  readonly address: string;
  /** The built-in server's address it keeps up with; undefined once it was typed. */
  readonly follows: keyof ServerEndpoints | undefined;
  readonly headers: readonly HeaderLine[];
  readonly text: string;
  readonly validatesCertificate: boolean;
  readonly isEndOfMessage: boolean;
  /** What the client proves itself with. */
  readonly certificate: 'sample' | 'file';
  /** The PFX file; undefined until one is chosen. */
  readonly certificateFile: ChosenCertificate | undefined;
  readonly certificatePassword: string;
  /** Takes what the next connection brings, from its first byte on. */
  readonly firstFile: FileToSave | undefined;
  /** The settings of "Advanced controls". */
  readonly controls: ControlDrafts;
}

/** What a page begins with: the Windows sample's text and check boxes. */
export function firstDrafts(endpoint: keyof ServerEndpoints): Drafts {
  return {
    address: '',
    follows: endpoint,
    headers: [],
    text: 'Hello World',
    validatesCertificate: false,
    isEndOfMessage: true,
    certificate: 'sample',
    certificateFile: undefined,
    certificatePassword: '',
    firstFile: undefined,
    controls: defaultControls,
  };
}
