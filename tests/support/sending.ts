import { inject } from 'vitest';
import type { OpenSession } from '../../contract/commands.ts';
import { failure } from '../../contract/errors.ts';
import type { LogSettings } from '../../contract/log.ts';
import type { MessageBody, MessageDocument, MessageSending } from '../../contract/workbench/documents.ts';
import type { SendPlan, SendRun } from '../../contract/workbench/sending.ts';
import type { LogStore } from '../../main/log/log-store.ts';
import { SendRuns } from '../../main/sending/send-runs.ts';
import { SentHistory } from '../../main/sending/sent-history.ts';
import type { Session } from '../../main/sessions/session.ts';
import { Sessions } from '../../main/sessions/sessions.ts';
import { applicationDoor } from '../../main/sockets/index.ts';
import type { TemplateVariable } from '../../main/templates/fill-template.ts';
import { closeAfterTest } from './clean-up.ts';
import { eventually, within } from './deadline.ts';
import { openTestLogs } from './log-store.ts';
import { temporaryFolder } from './temporary-folder.ts';

const noScope = { connection: null, environment: null } as const;

/** A session that is connected, and what is sent over it by the app itself: all of it real, as the composition root has it. */
export class TestSending {
  readonly runs: SendRuns;
  readonly sessions: Sessions;
  readonly logs: LogStore;
  readonly history: SentHistory;
  readonly historyPath: string;
  /** What was told, in order. */
  readonly news: { readonly at: number; readonly run: SendRun }[] = [];
  readonly variables = new Map<string, TemplateVariable>();
  readonly saved = new Map<string, MessageDocument>();
  /** Chosen files, by handle. */
  readonly paths: string[] = [];
  #session = 0;

  private constructor(logs: LogStore, history: SentHistory, historyPath: string) {
    this.logs = logs;
    this.history = history;
    this.historyPath = historyPath;
    this.sessions = new Sessions({
      logs,
      observer: {
        advanced: (session) => this.runs.advanced(session.id),
        changed: (session) => this.runs.sessionChanged(session),
      },
      sampleCertificate: () => Promise.reject(failure('not-found', 'none here')),
      chosenFile: () => Promise.reject(failure('not-found', 'none here')),
      chosenPath: () => '',
    });
    this.runs = new SendRuns({
      session: (id) => this.sessions.find(id),
      chosenPath: (handle) => this.paths[handle] ?? '',
      variablesOf: () => Promise.resolve(this.variables),
      savedMessage: async (path) => {
        const saved = this.saved.get(path);
        if (saved === undefined) throw failure('not-found', `there is no message "${path}"`);
        return saved;
      },
      history,
      worker: new URL(inject('matchWorker')),
      changed: (run) => this.news.push({ at: performance.now(), run }),
    });
  }

  static async open(
    url: string,
    settings: Partial<OpenSession> = {},
    logSettings: Partial<LogSettings> = {},
  ): Promise<TestSending> {
    applicationDoor.policy = { capabilities: new Set(), loopbackExempt: true };
    const historyPath = `${await temporaryFolder()}/sent-messages.json`;
    const logs = await openTestLogs(logSettings);
    const sending = new TestSending(logs, await SentHistory.read(historyPath), historyPath);
    closeAfterTest(async () => {
      await sending.runs.close();
      await sending.sessions.disposeAll();
    });
    await sending.connect(url, settings);
    return sending;
  }

  async connect(url: string, settings: Partial<OpenSession> = {}): Promise<void> {
    const { session } = await this.sessions.open({
      socket: 'message',
      page: 'test',
      messageType: 'utf8',
      receiveMode: 'fullMessage',
      supportedProtocols: [],
      headers: [],
      ignorableServerCertificateErrors: [],
      ...settings,
      url,
    });
    this.#session = session;
    await eventually('the connection', () => this.session.isOpen);
  }

  get session(): Session {
    return this.sessions.find(this.#session);
  }

  async start(plan: SendPlan): Promise<number> {
    return (await this.runs.start({ session: this.#session, plan, scope: noScope })).run;
  }

  state(run: number): SendRun {
    const found = this.runs.list().find((candidate) => candidate.run === run);
    if (found === undefined) throw new Error(`there is no run ${run}`);
    return found;
  }

  /** The state a run ends with. */
  async ended(run: number, ms?: number): Promise<SendRun> {
    await eventually('the end of the run', () => this.state(run).end !== undefined, ms);
    return this.state(run);
  }

  async send(plan: SendPlan, ms?: number): Promise<SendRun> {
    return this.ended(await within('the start', this.start(plan)), ms);
  }

  preview(message: MessageSending) {
    return this.runs.preview({ message, scope: noScope });
  }
}

export function text(value: string): MessageSending {
  return { body: { kind: 'text', text: value }, opcode: 'text' };
}

export function binary(body: MessageBody, fragments?: readonly number[]): MessageSending {
  return { body, opcode: 'binary', ...(fragments !== undefined && { fragments }) };
}
