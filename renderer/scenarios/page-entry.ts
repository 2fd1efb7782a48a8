import type { ReactNode } from 'react';
import type { SessionId } from '../../contract/sessions.ts';
import type { Icon } from '../ui/icons.ts';

/** The parts of the rail. */
export const pageGroups = ['scenarios', 'explore', 'work', 'app'] as const;
export type PageGroup = (typeof pageGroups)[number];

/** A page as the rail lists it. */
export interface PageEntry {
  /** In the address of the document. */
  readonly id: string;
  /** On the rail and for Ctrl/Cmd + number. Left out: it has a key of its own. */
  readonly number?: number;
  readonly title: string;
  readonly icon: Icon;
  readonly group: PageGroup;
  /** Begins the page. It may keep what was filled in when it was left before. */
  readonly enter: (options: EnterOptions) => EnteredPage;
}

export interface EnterOptions {
  /** What stands after the `?` in the document's address. */
  readonly parameters: URLSearchParams;
}

/** The session that a page is to begin with. */
export function sessionIn({ parameters }: EnterOptions): SessionId | undefined {
  const session = Number(parameters.get('session') ?? 0);
  return Number.isSafeInteger(session) && session > 0 ? session : undefined;
}

/** A page from entering to leaving it. */
export interface EnteredPage {
  readonly render: () => ReactNode;
  /** The document's address asks for the page that is shown already, to begin with something else. */
  readonly arrive?: (options: EnterOptions) => void;
  readonly leave: () => void;
}
