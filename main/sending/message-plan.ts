import type { MessageSending } from '../../contract/workbench/documents.ts';
import type { TemplateScope } from '../templates/fill-template.ts';
import { Pace, type Repeating } from './pace.ts';
import { isConstant, readyMessage, type ReadyMessage } from './ready-message.ts';
import type { Run, RunWork } from './run.ts';

/**
 * Sends a message, once or again and again.
 *
 * @throws DuplexError `invalid-input` for one that cannot be sent as it is now
 */
export function messageWork(message: MessageSending, repeat: Repeating, scope: TemplateScope): RunWork {
  const ready = (): ReadyMessage => readyMessage(message, scope, 'plan.message');
  const first = ready();
  const isAlways = isConstant(message) && first.kind === 'small';
  return async (run) => {
    if (first.kind === 'large' && repeat.count > 0) run.totalBytes = first.sizeBytes * repeat.count;
    await repeated(run, repeat, () => run.send(isAlways || run.round === 1 ? first : ready()));
  };
}

/** Does something as often as it is to be done, and as fast. */
export async function repeated(run: Run, repeat: Repeating, work: () => Promise<void>): Promise<void> {
  const pace = new Pace(repeat);
  run.rounds = repeat.count;
  while (repeat.count === 0 || run.round < repeat.count) {
    await run.pause(pace.waitMs(performance.now()));
    pace.begin(performance.now());
    run.round += 1;
    await work();
    await run.giveTurn();
  }
}
