import type { ErrorInfo } from '../../contract/errors.ts';
import type { FieldFault } from './field-fault.ts';

/** What the status band says. */
export type Status =
  | { readonly kind: 'done'; readonly what: DoneStatus }
  | { readonly kind: 'closedByServer'; readonly code: number; readonly reason: string }
  | { readonly kind: 'fault'; readonly fault: FieldFault }
  | { readonly kind: 'failed'; readonly error: ErrorInfo };

export type DoneStatus =
  | 'connected'
  | 'sendComplete'
  | 'closing'
  | 'closed'
  | 'stopping'
  | 'stopped'
  | 'canceled'
  | 'fileSent'
  | 'fileReceived'
  | 'sendingCanceled';
