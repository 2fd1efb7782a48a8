import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultLogSettings } from '../contract/log.ts';
import type { SessionId, SessionState } from '../contract/sessions.ts';
import { LogStore } from '../main/log/log-store.ts';
import { Sessions } from '../main/sessions/sessions.ts';
import { EventPump } from '../main/shell/event-pump.ts';
import { measure, type Result } from './figure.ts';
import { label } from './label.ts';
import { wsReceives } from './receive.ts';
import { checkRecorded } from './recorded.ts';

/** Messages of a size that a session receives and has on disk when it is over. */
export interface RecordFigure {
  readonly size: number;
  readonly count: number;
}

export function recordName({ size }: RecordFigure): string {
  return `record ${label(size)} messages`;
}

/** As the app does it, without a page: against what `ws` alone receives, which keeps nothing. Every byte is looked at. */
export async function measureRecording(origin: string, { size, count }: RecordFigure): Promise<Result[]> {
  const folder = await mkdtemp(join(tmpdir(), 'duplex-bench-log-'));
  const url = `${origin}/numbered/${size}/${count}`;
  const recording = await Recording.begin(folder);
  let last: SessionId | undefined;
  try {
    return await measure({
      name: recordName({ size, count }),
      unit: 'k msg/s',
      amount: count / 1000,
      run: async () => {
        last = await recording.record(url);
      },
      check: async () => {
        if (last === undefined) return;
        await checkRecorded(join(folder, String(last).padStart(6, '0')), size, count);
        await recording.wipe(last);
        last = undefined;
      },
      peers: [{ name: 'ws, which keeps nothing', bound: 1, run: () => wsReceives(url, count, () => undefined) }],
    });
  } finally {
    await recording.end();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The parts of main that a message passes on its way into the log. */
class Recording {
  readonly #logs: LogStore;
  readonly #sessions: Sessions;
  #ended: () => void = () => undefined;

  private constructor(logs: LogStore) {
    this.#logs = logs;
    const pump = new EventPump((name, event) => {
      if (name === 'session.changed') this.#changed(event as SessionState); // what belongs to this name
    });
    this.#sessions = new Sessions({
      logs,
      observer: pump,
      sampleCertificate: () => Promise.reject(new Error('there is none')),
      chosenFile: () => Promise.reject(new Error('there is none')),
      chosenPath: () => '',
    });
  }

  static async begin(folder: string): Promise<Recording> {
    return new Recording(await LogStore.open(folder, { ...defaultLogSettings, totalLimitBytes: 64 * 1024 ** 3 }));
  }

  /** One session from its beginning until all of it is on disk. */
  async record(url: string): Promise<SessionId> {
    const ended = new Promise<void>((resolve) => (this.#ended = resolve));
    const { session } = await this.#sessions.open({
      socket: 'message',
      page: 'bench',
      url,
      messageType: 'binary',
      receiveMode: 'fullMessage',
      supportedProtocols: [],
      headers: [],
      ignorableServerCertificateErrors: [],
    });
    await ended;
    await this.#sessions.discard({ session });
    return session;
  }

  wipe(session: SessionId): Promise<void> {
    return this.#logs.wipe(session);
  }

  async end(): Promise<void> {
    await this.#sessions.disposeAll();
  }

  #changed({ connection: { kind } }: SessionState): void {
    if (kind === 'closed' || kind === 'failed') this.#ended();
  }
}
