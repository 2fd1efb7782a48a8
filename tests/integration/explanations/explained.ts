import { expect } from 'vitest';
import type { Attempt, AttemptPhase } from '../../../contract/attempt.ts';
import {
  AttemptRecorder,
  Door,
  MessageWebSocket,
  type NetworkPolicy,
  type ProxyResolver,
  type ProxyServer,
} from '../../../main/sockets/index.ts';
import { explainAttempt } from '../../../renderer/model/explain-attempt/explain-attempt.ts';
import type { Certainty, Explanation, FixAction, RuleId } from '../../../renderer/model/explain-attempt/explanation.ts';
import { closeAfterTest } from '../../support/clean-up.ts';
import { failureOf } from '../../support/sockets.ts';

type DoorOptions = NonNullable<ConstructorParameters<typeof Door>[0]>;

export interface ConnectOptions {
  /** Default: loopback and nothing else, so that no test sends a packet past this machine. */
  readonly policy?: NetworkPolicy;
  readonly resolve?: DoorOptions['resolve'];
  readonly limits?: DoorOptions['limits'];
  /** Default: none. */
  readonly proxy?: ProxyServer;
  readonly proxies?: ProxyResolver;
  readonly followRedirects?: number;
  readonly signal?: AbortSignal;
  /** Called when something is recorded. */
  readonly changed?: (recorder: AttemptRecorder) => void;
  /** Sets the socket up before it connects. */
  readonly prepare?: (socket: MessageWebSocket) => void;
}

/** A failed attempt and its explanation. */
export interface Explained {
  readonly attempt: Attempt;
  readonly explanation: Explanation;
  /** All of its words. */
  readonly said: string;
}

export const loopbackOnly: NetworkPolicy = { capabilities: new Set(), loopbackExempt: true };

/** Connects with a real socket, which has to fail, and has the attempt explained. */
export async function connectInVain(url: string, options: ConnectOptions = {}): Promise<Explained> {
  const { proxy, signal, followRedirects } = options;
  const proxies = options.proxies ?? (proxy && (async () => [proxy]));
  const door = new Door({
    policy: options.policy ?? loopbackOnly,
    ...(options.resolve !== undefined && { resolve: options.resolve }),
    ...(proxies !== undefined && { proxies }),
    ...(options.limits !== undefined && { limits: options.limits }),
  });
  const socket = new MessageWebSocket({ door });
  closeAfterTest(async () => socket.close());
  options.prepare?.(socket);
  const recorder: AttemptRecorder = new AttemptRecorder({
    looksAgain: true,
    changed: () => options.changed?.(recorder),
  });
  await failureOf(
    socket.connectAsync(url, {
      recorder,
      ...(signal !== undefined && { signal }),
      ...(followRedirects !== undefined && { followRedirects }),
    }),
  );
  if (recorder.attempt === null) throw new Error('nothing was recorded');
  return explained(recorder.attempt);
}

export function explained(attempt: Attempt): Explained {
  const explanation = explainAttempt(attempt);
  const { what, why, fixes } = explanation;
  return { attempt, explanation, said: [what, why, ...fixes.map(({ text }) => text)].join('\n') };
}

export interface Expected {
  readonly rule: RuleId;
  readonly certainty: Certainty;
  /** The phase it points at; `null` for none. */
  readonly phase: AttemptPhase['phase'] | null;
  /** What has to be in its words: the values of the evidence. */
  readonly says: readonly (string | RegExp)[];
  /** Actions of its fixes, in order. */
  readonly actions?: readonly FixAction['kind'][];
}

/** Compares an explanation with what it has to be; the whole of it is shown where it is another. */
export function expectExplained({ attempt, explanation, said }: Explained, expected: Expected): void {
  const phase = explanation.phaseIndex === undefined ? null : attempt.phases[explanation.phaseIndex]?.phase;
  const { rule, certainty } = explanation;
  expect({ rule, certainty, phase }, `${said}\n${JSON.stringify(attempt, undefined, 1)}`).toEqual({
    rule: expected.rule,
    certainty: expected.certainty,
    phase: expected.phase,
  });
  for (const value of expected.says) expect(said).toMatch(value);
  expect(explanation.fixes.length).toBeGreaterThan(0);
  if (expected.actions !== undefined) {
    expect(explanation.fixes.flatMap(({ action }) => action?.kind ?? [])).toEqual(expected.actions);
  }
}
