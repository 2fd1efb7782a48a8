import type { ReactNode } from 'react';
import type { ConnectionDocument } from '../../../contract/workbench/documents.ts';
import type { ConnectionSource } from '../../../contract/workbench/effective-request.ts';
import type { LibraryState } from '../../../contract/workbench/library.ts';

export interface ConnectionEditorProps {
  /** What is being edited, and what it inherits from. */
  readonly source: ConnectionSource;
  readonly library: LibraryState;
  readonly onChange: (document: ConnectionDocument) => void;
  /** A connection is open: what can be changed holds from the next one on. */
  readonly isConnected: boolean;
}

/** Everything a connection is opened with, and the request head as it will be sent. */
export function ConnectionEditor(_: ConnectionEditorProps): ReactNode {
  return null;
}
