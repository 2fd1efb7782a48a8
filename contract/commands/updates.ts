import * as v from 'valibot';
import type { UpdateState } from '../updates.ts';
import { command, nothing } from './command.ts';

/** Newer versions of the app. */
export const updateCommands = {
  'updates.state': command<UpdateState>()(nothing),
  /** Asks which version is the newest. Answers as soon as it has begun, as the next two; how it ends is in the state. */
  'updates.check': command<void>()(nothing),
  'updates.download': command<void>()(nothing),
  /** Installs what was downloaded, which ends the app and starts the new one. */
  'updates.install': command<void>()(nothing),
  'updates.cancel': command<void>()(nothing),
  'updates.setAutomatic': command<void>()(v.strictObject({ isAutomatic: v.boolean() })),
} as const;
