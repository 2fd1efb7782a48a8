import * as v from 'valibot';
import { languages, themes, zoomSchema, type AppSettings, type PageLanguage } from './app-settings.ts';
import type { Attempt } from './attempt.ts';
import type { OpenedLink } from './deep-link.ts';
import type { ErrorInfo } from './errors.ts';
import {
  journalOutcomes,
  type AddressAnswer,
  type IsolationState,
  type JournalRange,
  type PolicySaving,
} from './network-isolation.ts';
import { exportFormats, rowRangesSchema, type LogTransfer } from './log-export.ts';
import { logFilterSchema, type LocatedRow, type LogViewState, type ViewId } from './log-search.ts';
import { logSettingsSchema, whenFullChoices, type LogInfo, type LogSettings } from './log.ts';
import { rowMarkSchema, type RowMark } from './log-marks.ts';
import { totalsRangeLimit, type LogTotals } from './log-totals.ts';
import { chartsLookSchema, type SummaryState } from './log-summary.ts';
import { networkPolicySchema } from './network-policy.ts';
import { proxyChangeSchema, type ProxyState } from './proxy-setting.ts';
import {
  customValidationSchema,
  ignorableResults,
  type CertificateQuestion,
  type ServerLook,
  type TrustState,
} from './secure-connections.ts';
import type { ServerState, SessionId, SessionRates, SessionState } from './sessions.ts';
import { controlSettings, type SessionControl } from './socket-control.ts';
import { transcriptLookSchema } from './transcript-look.ts';
import type { Licences, UpdateState } from './updates.ts';
import { controlPayloadSchema, rawFrameSchema } from './workbench/control-frames.ts';
import { automaticPongSchema, keepAliveSchema, reconnectSchema } from './workbench/documents.ts';
import { connectionSource, type EffectiveRequest } from './workbench/effective-request.ts';
import { copyKinds, importInputs, type CopiedCommand, type ImportProposal } from './workbench/importing.ts';
import { libraryInputs, type LibraryEntry, type LibraryState } from './workbench/library.ts';
import { sendInputs, type SendPreview, type SendRun, type SentMessage } from './workbench/sending.ts';

/** Ceilings of what one command may carry, so that a broken page cannot exhaust main. */
export const limits = {
  urlLength: 64 * 1024,
  headerCount: 100,
  headerLength: 16 * 1024,
  /** One composed message. Larger payloads come from files, which main reads itself. */
  payloadBytes: 16 * 1024 * 1024,
  /** One thing that the page keeps. */
  memoryBytes: 16 * 1024 * 1024,
  rowsPerRead: 512,
  bytesPerRead: 1024 * 1024,
  journalEntriesPerRead: 512,
} as const;

const sessionId = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const bytes = v.pipe(
  v.instance(Uint8Array),
  v.check((value) => value.byteLength <= limits.payloadBytes, `at most ${limits.payloadBytes} bytes`),
);
const nothing = v.strictObject({});
const memoryName = v.pipe(v.string(), v.regex(/^[a-z-]{1,40}$/));

const ignorableError = v.picklist(ignorableResults);

const habitMs = v.pipe(v.number(), v.minValue(0), v.maxValue(86_400_000));

const openSession = v.strictObject({
  socket: v.picklist(['message', 'stream']),
  /** Which page opens it; comes back in every state. */
  page: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  url: v.pipe(v.string(), v.maxLength(limits.urlLength)),
  messageType: v.picklist(['utf8', 'binary']),
  receiveMode: v.picklist(['fullMessage', 'partialMessage']),
  supportedProtocols: v.pipe(v.array(v.pipe(v.string(), v.maxLength(256))), v.readonly()),
  headers: v.pipe(
    v.array(
      v.strictObject({
        name: v.pipe(v.string(), v.maxLength(256)),
        value: v.pipe(v.string(), v.maxLength(limits.headerLength)),
      }),
    ),
    v.maxLength(limits.headerCount),
    v.readonly(),
  ),
  ignorableServerCertificateErrors: v.pipe(v.array(ignorableError), v.readonly()),
  /** Custom validation: every certificate the server sends must be issued by this common name. */
  requiredIssuer: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(256))),
  clientCertificate: v.optional(
    v.variant('kind', [
      /** The certificate the app made for its own server. */
      v.strictObject({ kind: v.literal('sample') }),
      /** A PFX the user chose with `certificate.choose`. */
      v.strictObject({ kind: v.literal('file'), handle: index, password: v.pipe(v.string(), v.maxLength(1024)) }),
    ]),
  ),
  /** Stream sockets: everything from the first byte on goes into this file, chosen with `file.chooseToSave`. */
  receiveInto: v.optional(index),
  /** What else to set on the control. */
  control: v.optional(controlSettings),
  /** What the session does by itself. Left out: nothing, and pings are answered at once. */
  keepAlive: v.optional(keepAliveSchema),
  reconnect: v.optional(reconnectSchema),
  automaticPong: v.optional(automaticPongSchema),
  /** For all phases of connecting together, in ms. 0: the phases' own limits only. */
  handshakeMs: v.optional(habitMs),
  /** Without a byte either way the connection is closed, in ms. 0: never. */
  idleMs: v.optional(habitMs),
});

/** What the page "Troubleshoot" tries. */
const connectTrial = v.strictObject({
  url: openSession.entries.url,
  supportedProtocols: openSession.entries.supportedProtocols,
  headers: openSession.entries.headers,
  ignorableServerCertificateErrors: openSession.entries.ignorableServerCertificateErrors,
  /** How many redirects to follow, 0 to 20. */
  followRedirects: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20)),
  /** Takes what is in {@link CarriedSetting} from this session, which is for the same server. */
  session: v.exactOptional(sessionId),
});

const payload = v.variant('kind', [
  v.strictObject({ kind: v.literal('utf8'), text: v.pipe(v.string(), v.maxLength(limits.payloadBytes)) }),
  v.strictObject({ kind: v.literal('binary'), bytes }),
]);

/** What the page shows of the app itself. */
export interface AppState extends AppSettings {
  readonly version: string;
  /** The Electron version, and Node's and Chromium's with it. */
  readonly runtime: { readonly electron: string; readonly node: string; readonly chrome: string };
  readonly platform: string;
  readonly isPackaged: boolean;
  /** What the chosen language comes to. */
  readonly shownLanguage: PageLanguage;
  /** Where everything lies that the app keeps. */
  readonly dataFolder: string;
  readonly server: ServerState;
  /** Capabilities the manifest declares, as names. */
  readonly capabilities: readonly string[];
  readonly allowsLoopback: boolean;
  /** What went wrong at start and left the app running, e.g. a corrupt manifest. */
  readonly problems: readonly ErrorInfo[];
}

/** A PFX file the user chose: main keeps the path, the page holds a number. */
export interface ChosenCertificate {
  readonly handle: number;
  /** The file's name without its folder. */
  readonly name: string;
}

/** A proxy script the user chose. */
export interface ChosenScript {
  readonly handle: number;
  /** The file's name without its folder. */
  readonly name: string;
}

/** A file the user chose to send. */
export interface FileToSend {
  readonly handle: number;
  /** The file's name without its folder. */
  readonly name: string;
  readonly sizeBytes: number;
}

/** A file the user chose to save into. */
export interface FileToSave {
  readonly handle: number;
  /** The file's name without its folder. */
  readonly name: string;
}

/** What another attempt can take from a session without the page knowing it: secrets, and what goes with them. */
export type CarriedSetting =
  | 'clientCertificate'
  | 'requiredIssuer'
  | 'serverCredential'
  | 'proxyCredential'
  | 'perMessageDeflate'
  | 'maxMessageSize'
  | 'desiredUnsolicitedPongInterval';

/** A session's attempt to connect that did not succeed, and what to try it again with. */
export interface FailedConnect {
  readonly attempt: Attempt;
  readonly trial: ConnectTrial;
  /** What the session was opened with that an attempt takes from it, where `trial` names it. */
  readonly carried: readonly CarriedSetting[];
}

interface Command<Input extends v.GenericSchema, Output> {
  readonly input: Input;
  /** Carries the type only; never present at run time. A function, so that `null` and `void` survive `NonNullable`. */
  readonly output?: () => Output;
}

function command<Output>() {
  return <Input extends v.GenericSchema>(input: Input): Command<Input, Output> => ({ input });
}

/** Every command of the page, by name. A new one is added here and in the handler table, nowhere else. */
export const commands = {
  'app.state': command<AppState>()(nothing),
  'app.setTheme': command<void>()(v.strictObject({ theme: v.picklist(themes) })),
  /** The page has to be loaded again where its words change: `shownLanguage` of the state says which it is to have. */
  'app.setLanguage': command<void>()(v.strictObject({ language: v.picklist(languages) })),
  'app.setZoom': command<void>()(v.strictObject({ zoom: zoomSchema })),
  /** Where {@link AppSettings.opensLinks} is not undefined. */
  'app.setOpensLinks': command<void>()(v.strictObject({ opensLinks: v.boolean() })),
  /** Gives every setting its default, but for the network's, the trusted servers' and the window's place. */
  'app.resetSettings': command<void>()(nothing),
  /** Brings back what was reset, as long as nothing was set since; else does nothing. */
  'app.undoReset': command<void>()(nothing),
  /** Opens the folder with the app's data in the system's file manager. */
  'app.revealData': command<void>()(nothing),
  /** Links that were opened and wait for an answer, oldest first. */
  'link.waiting': command<readonly OpenedLink[]>()(nothing),
  /** The user has decided: the link waits no longer. */
  'link.answered': command<void>()(v.strictObject({ id: index })),
  'app.setTranscriptLook': command<void>()(v.strictObject({ look: transcriptLookSchema })),
  'app.setChartsLook': command<void>()(v.strictObject({ look: chartsLookSchema })),
  'app.licences': command<Licences>()(nothing),
  'clipboard.write': command<void>()(v.strictObject({ text: v.pipe(v.string(), v.maxLength(limits.payloadBytes)) })),
  'server.start': command<ServerState>()(nothing),
  'server.stop': command<ServerState>()(nothing),
  'certificate.choose': command<ChosenCertificate | null>()(nothing),
  /** Answers as soon as connecting has begun; how it ends is an event. */
  'session.open': command<{ session: SessionId }>()(openSession),
  'session.list': command<readonly SessionState[]>()(nothing),
  /** Message sockets: a message, or one fragment of it when `final` is false. Answers the payload bytes sent. */
  'session.send': command<{ bytes: number }>()(v.strictObject({ session: sessionId, payload, final: v.boolean() })),
  /** Sends the same bytes at once and then every `intervalMs`, until the session ends. */
  'session.repeat': command<void>()(
    v.strictObject({
      session: sessionId,
      bytes,
      intervalMs: v.pipe(v.number(), v.minValue(1), v.maxValue(86_400_000)),
    }),
  ),
  'file.chooseToSend': command<FileToSend | null>()(nothing),
  'file.chooseToSave': command<FileToSave | null>()(nothing),
  /**
   * Stream sockets: sends the file as one binary message, while `session.repeat` waits. Answers as soon as it has
   * begun; how far it is and how it ends is in the state.
   */
  'session.sendFile': command<void>()(v.strictObject({ session: sessionId, file: index })),
  /** The message that was begun has no end then, so this closes the connection. */
  'session.cancelSending': command<void>()(v.strictObject({ session: sessionId })),
  /** Stream sockets: what comes from now on goes into the file. Answers as soon as the file is open. */
  'session.receiveIntoFile': command<void>()(v.strictObject({ session: sessionId, file: index })),
  /** Ends that; what has come is kept. Answers when the file has its name. */
  'session.stopReceiving': command<void>()(v.strictObject({ session: sessionId })),
  /** Stops reading, so that the server has to wait, or goes on. */
  'session.setPaused': command<void>()(v.strictObject({ session: sessionId, isPaused: v.boolean() })),
  /** Every property of the session's control object, and what its information says. */
  'session.control': command<SessionControl>()(v.strictObject({ session: sessionId })),
  'session.rates': command<SessionRates>()(v.strictObject({ session: sessionId })),
  /** Begins the closing handshake; cancels a session that is still connecting. */
  'session.close': command<void>()(
    v.strictObject({
      session: sessionId,
      code: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)),
      reason: v.pipe(v.string(), v.maxLength(1024)),
    }),
  ),
  /**
   * What the session did to connect; null where it is connected, or is connecting. The last ones are kept also when
   * their sessions are discarded.
   */
  'session.attempt': command<FailedConnect | null>()(v.strictObject({ session: sessionId })),
  /** Ends the session if it lives, and forgets its log. */
  'session.discard': command<void>()(v.strictObject({ session: sessionId })),
  /** Sends a ping; its pong is a row of the log. */
  'session.ping': command<void>()(
    v.strictObject({
      session: sessionId,
      payload: controlPayloadSchema,
    }),
  ),
  /** Sends a pong that answers nothing. */
  'session.pong': command<void>()(v.strictObject({ session: sessionId, payload: controlPayloadSchema })),
  /** Connects a session that is over again, as it was opened, in the same log; at once where it waits to do so. */
  'session.reconnect': command<void>()(v.strictObject({ session: sessionId })),
  /** Waits for no further attempt. */
  'session.stopReconnecting': command<void>()(v.strictObject({ session: sessionId })),
  /** Ends the connection without a closing handshake, by a TCP reset. */
  'session.reset': command<void>()(v.strictObject({ session: sessionId })),
  /** What it does by itself from now on; null: nothing. What is left out stays. */
  'session.setHabits': command<void>()(
    v.strictObject({
      session: sessionId,
      keepAlive: v.exactOptional(v.nullable(keepAliveSchema)),
      reconnect: v.exactOptional(v.nullable(reconnectSchema)),
      automaticPong: v.exactOptional(automaticPongSchema),
      idleMs: v.exactOptional(habitMs),
    }),
  ),
  /**
   * Sends a frame as it is. Fails with `confirmation-needed` where it breaks RFC 6455 and the server is not on this computer,
   * unless `isConfirmed`.
   */
  'session.sendFrame': command<void>()(
    v.strictObject({ session: sessionId, frame: rawFrameSchema, isConfirmed: v.boolean() }),
  ),
  'library.state': command<LibraryState>()(nothing),
  'library.save': command<LibraryEntry>()(libraryInputs.save),
  'library.create': command<LibraryEntry>()(libraryInputs.create),
  'library.move': command<LibraryEntry>()(libraryInputs.move),
  'library.remove': command<void>()(libraryInputs.remove),
  'library.undo': command<void>()(libraryInputs.undo),
  'library.setSecret': command<void>()(libraryInputs.setSecret),
  /** Asks for another folder to keep the documents in. Answers null when the user cancelled. */
  'library.chooseFolder': command<LibraryState | null>()(nothing),
  /** Asks for a client certificate, PFX or PEM, for a document to name. Answers null when the user cancelled. */
  'library.chooseCertificate': command<{ readonly file: string } | null>()(nothing),
  /** Shows a document in the system's file manager. */
  'library.reveal': command<void>()(v.strictObject({ path: v.pipe(v.string(), v.maxLength(4096)) })),
  /** What would be sent, without connecting. */
  'workbench.request': command<EffectiveRequest>()(connectionSource),
  /** Opens a session from it. Fails with `invalid-input`, naming the field, where something keeps it from being opened. */
  'workbench.open': command<{ session: SessionId }>()(
    v.strictObject({ page: openSession.entries.page, source: connectionSource }),
  ),
  'workbench.copyAs': command<CopiedCommand>()(
    v.strictObject({ source: connectionSource, kind: v.picklist(copyKinds) }),
  ),
  'import.text': command<ImportProposal>()(importInputs.text),
  /** Asks for a file. Answers null when the user cancelled. */
  'import.file': command<ImportProposal | null>()(nothing),
  /** Answers the paths of what was written. */
  'import.accept': command<readonly string[]>()(importInputs.accept),
  /** Answers as soon as it has begun; how far it is and how it ends is the event `send.changed`. */
  'send.start': command<{ run: number }>()(sendInputs.start),
  'send.cancel': command<void>()(sendInputs.cancel),
  /** Those under way, and the last that have ended; oldest first. */
  'send.runs': command<readonly SendRun[]>()(nothing),
  'send.preview': command<SendPreview>()(sendInputs.preview),
  /** What was sent by hand to an address, the newest first; at most 100. */
  'send.history': command<readonly SentMessage[]>()(
    v.strictObject({ url: v.pipe(v.string(), v.maxLength(limits.urlLength)) }),
  ),
  /** What the page keeps of its own over a crash, as text; null: nothing, or what there was could not be used. */
  'memory.read': command<string | null>()(v.strictObject({ name: memoryName })),
  'memory.write': command<void>()(
    v.strictObject({ name: memoryName, text: v.pipe(v.string(), v.maxLength(limits.memoryBytes)) }),
  ),
  /** Whether every frame is recorded from now on. */
  'session.setRecording': command<void>()(v.strictObject({ session: sessionId, frames: v.boolean() })),
  /** The logs of all sessions, of earlier runs as well, oldest first. */
  'log.list': command<readonly LogInfo[]>()(nothing),
  /** Deletes a log whose session is over; `log.undoRemoval` brings it back, for `undoRemovalMs`. */
  'log.remove': command<void>()(v.strictObject({ session: sessionId })),
  'log.undoRemoval': command<void>()(v.strictObject({ session: sessionId })),
  /** Deletes for good what was removed, before its time is over. */
  'log.forgetRemoved': command<void>()(v.strictObject({ session: sessionId })),
  /** Deletes all logs for good but those of sessions that go on, also those that were removed. */
  'log.wipeAll': command<void>()(nothing),
  'log.settings': command<LogSettings>()(nothing),
  'log.saveSettings': command<void>()(v.strictObject({ settings: logSettingsSchema })),
  /** A live log that has reached its limit goes on with another one. */
  'log.setLimit': command<void>()(
    v.strictObject({
      session: sessionId,
      limitBytes: logSettingsSchema.entries.sessionLimitBytes,
      whenFull: v.picklist(whenFullChoices),
    }),
  ),
  /** SHA-256 of a row's payload, in hexadecimal. */
  'log.digest': command<{ sha256: string }>()(v.strictObject({ session: sessionId, row: index })),
  /** Rows `from` to `from + count`, packed as in rows.ts; fewer where the log ends. */
  'log.read': command<Uint8Array>()(
    v.strictObject({
      session: sessionId,
      from: index,
      count: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(limits.rowsPerRead)),
    }),
  ),
  /**
   * Looks in a session's log for the rows that a filter lets through, and goes on while it grows; how far it is comes with
   * `log.viewChanged`. A view is closed when its log is deleted, the page is gone, or too many others are opened.
   */
  'log.openView': command<{ view: ViewId }>()(v.strictObject({ session: sessionId, filter: logFilterSchema })),
  'log.closeView': command<void>()(v.strictObject({ view: index })),
  /** Looks no further; what was found stays. */
  'log.stopView': command<void>()(v.strictObject({ view: index })),
  'log.viewState': command<LogViewState>()(v.strictObject({ view: index })),
  /** As `log.read`, with `from` a place in the view. */
  'log.readView': command<Uint8Array>()(
    v.strictObject({
      view: index,
      from: index,
      count: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(limits.rowsPerRead)),
    }),
  ),
  /** The place in the view of its first row that is `row` or after it; its length where there is none. */
  'log.locate': command<LocatedRow>()(v.strictObject({ view: index, row: index })),
  /** Payload bytes `from` to `from + count` of one row; fewer where the payload ends. */
  'log.payload': command<Uint8Array>()(
    v.strictObject({
      session: sessionId,
      row: index,
      from: index,
      count: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(limits.bytesPerRead)),
    }),
  ),
  /** Asks where a log is to be exported to. Answers null when the user cancelled. */
  'log.chooseExport': command<FileToSave | null>()(
    v.strictObject({ session: sessionId, format: v.picklist(exportFormats) }),
  ),
  /** Answers as soon as it has begun; how far it is and how it ends are events. */
  'log.export': command<{ transfer: number }>()(
    v.strictObject({
      session: sessionId,
      format: v.picklist(exportFormats),
      /** Chosen with `log.chooseExport`. */
      file: index,
      /** Default: all rows. */
      ranges: v.optional(rowRangesSchema),
      /** In place of ranges: what was found by a view of this session. */
      view: v.optional(index),
      /** Whether credentials are written that the log has. Default for whoever asks should be no. */
      includesSecrets: v.boolean(),
    }),
  ),
  /** Asks for a file, and begins to import it. Answers null when the user cancelled. */
  'log.import': command<{ transfer: number } | null>()(nothing),
  /** Ends an export or import, which leaves nothing behind. */
  'log.cancelTransfer': command<void>()(v.strictObject({ transfer: index })),
  /** Exports and imports that are under way, and the last that have ended; oldest first. */
  'log.transfers': command<readonly LogTransfer[]>()(nothing),
  /** What a person has marked in a log, by row. */
  'log.marks': command<readonly RowMark[]>()(v.strictObject({ session: sessionId })),
  /** Pins a row or writes a note beside it; neither takes the mark away. Answers all marks of the log. */
  'log.mark': command<readonly RowMark[]>()(v.strictObject({ session: sessionId, ...rowMarkSchema.entries })),
  /** How long each session went on, in ms, as far as its log tells; 0 where it does not. */
  'log.durations': command<readonly number[]>()(
    v.strictObject({ sessions: v.pipe(v.array(sessionId), v.maxLength(512), v.readonly()) }),
  ),
  /** What the rows from the first up to but not including the second of each pair come to; no two pairs overlap. */
  'log.totals': command<LogTotals>()(
    v.strictObject({
      session: sessionId,
      ranges: v.pipe(v.array(v.tuple([index, index])), v.maxLength(totalsRangeLimit), v.readonly()),
    }),
  ),
  /** Begins to read what a log comes to. A few at a time: more of them close the oldest. */
  'log.openSummary': command<void>()(v.strictObject({ session: sessionId })),
  'log.closeSummary': command<void>()(v.strictObject({ session: sessionId })),
  /** The figures as they are now, of a summary that is open. */
  'log.summary': command<SummaryState>()(v.strictObject({ session: sessionId })),
  'trust.state': command<TrustState>()(nothing),
  /** Connects to a server, sends nothing but the opening handshake, and closes. How connecting fails is in the answer. */
  'trust.look': command<ServerLook>()(v.strictObject({ url: v.pipe(v.string(), v.maxLength(limits.urlLength)) })),
  /** Ends the look that is under way, if there is one; it answers as canceled. */
  'trust.cancelLook': command<void>()(nothing),
  /** Accepts a problem of the certificate that was looked at, for its host and port only. */
  'trust.accept': command<TrustState>()(v.strictObject({ look: index, error: ignorableError })),
  /** From now on the host of that look has to show this certificate, or this key. */
  'trust.pin': command<TrustState>()(
    v.strictObject({ look: index, certificateIndex: index, kind: v.picklist(['certificate', 'publicKey']) }),
  ),
  /** Asks for a file with certificates of authorities. Answers null when the user cancelled. */
  'trust.addAuthority': command<TrustState | null>()(nothing),
  /** Asks for a file with a list of revoked certificates. Answers null when the user cancelled. */
  'trust.addRevocationList': command<TrustState | null>()(nothing),
  'trust.setReplaceSystem': command<TrustState>()(v.strictObject({ replaceSystem: v.boolean() })),
  'trust.setValidation': command<TrustState>()(v.strictObject({ validation: customValidationSchema })),
  /** Takes an entry out. */
  'trust.remove': command<TrustState>()(v.strictObject({ id: v.pipe(v.string(), v.maxLength(512)) })),
  /** Puts back what was taken out since the app was started. */
  'trust.restore': command<TrustState>()(v.strictObject({ id: v.pipe(v.string(), v.maxLength(512)) })),
  'trust.questions': command<readonly CertificateQuestion[]>()(nothing),
  'trust.answer': command<void>()(v.strictObject({ question: index, accepts: v.boolean() })),
  'network.state': command<IsolationState>()(nothing),
  /** Saves the user's policy, which holds at once. */
  'network.savePolicy': command<PolicySaving>()(
    v.strictObject({
      policy: networkPolicySchema,
      /** Whether live sessions that it does not allow may be ended; where not, it is not saved as long as there are some. */
      endsSessions: v.boolean(),
    }),
  ),
  /** Asks what a connection would be answered. Connects to nobody. */
  'network.decide': command<AddressAnswer>()(
    v.strictObject({
      /** A host, `host:port`, or a ws: or wss: address. */
      address: v.pipe(v.string(), v.maxLength(limits.urlLength)),
      /** Whether the system's resolver may be asked for the addresses of a name. */
      looksUp: v.boolean(),
    }),
  ),
  'proxy.state': command<ProxyState>()(nothing),
  /** Asks for a file with a PAC script. Answers null when the user cancelled. */
  'proxy.chooseScript': command<ChosenScript | null>()(nothing),
  /** Saves which proxies to use, which holds from the next connection on. */
  'proxy.save': command<ProxyState>()(v.strictObject({ change: proxyChangeSchema })),
  /** Entries `from` to `from + count` of those that the filter lets through, oldest first. */
  'journal.read': command<JournalRange>()(
    v.strictObject({
      from: index,
      count: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(limits.journalEntriesPerRead)),
      filter: v.strictObject({
        outcome: v.nullable(v.picklist(journalOutcomes)),
        /** In host, address, port or purpose, in whatever case. */
        text: v.pipe(v.string(), v.maxLength(256)),
      }),
    }),
  ),
  'journal.clear': command<void>()(nothing),
  /** Connects for the record, and closes at once. Ends an attempt that is under way. Answers as soon as it has begun. */
  'troubleshoot.start': command<void>()(connectTrial),
  'troubleshoot.cancel': command<void>()(nothing),
  /** The attempt that was started last, as it is now; null before there was one. */
  'troubleshoot.read': command<Attempt | null>()(nothing),
  'updates.state': command<UpdateState>()(nothing),
  /** Asks which version is the newest. Answers as soon as it has begun, as the next two; how it ends is in the state. */
  'updates.check': command<void>()(nothing),
  'updates.download': command<void>()(nothing),
  /** Installs what was downloaded, which ends the app and starts the new one. */
  'updates.install': command<void>()(nothing),
  'updates.cancel': command<void>()(nothing),
  'updates.setAutomatic': command<void>()(v.strictObject({ isAutomatic: v.boolean() })),
} as const;

export type CommandName = keyof typeof commands;
export type CommandInput<Name extends CommandName> = v.InferOutput<(typeof commands)[Name]['input']>;
export type CommandOutput<Name extends CommandName> = ReturnType<NonNullable<(typeof commands)[Name]['output']>>;
export type ConnectTrial = CommandInput<'troubleshoot.start'>;
export type OpenSession = CommandInput<'session.open'>;
export type Payload = CommandInput<'session.send'>['payload'];

/** The handlers of all commands; a missing one is a compile error. */
export type CommandHandlers = {
  readonly [Name in CommandName]: (input: CommandInput<Name>) => CommandOutput<Name> | Promise<CommandOutput<Name>>;
};

/** Every reply is a value, as Electron drops all but the message of a thrown error. */
export type Reply<Output> =
  { readonly ok: true; readonly value: Output } | { readonly ok: false; readonly error: ErrorInfo };

export function isCommandName(name: unknown): name is CommandName {
  return typeof name === 'string' && Object.hasOwn(commands, name);
}
