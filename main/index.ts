import { app, session, shell, type BrowserWindow } from 'electron';
import { join } from 'node:path';
import type { CommandHandlers } from '../contract/commands.ts';
import type { FileSource } from '../contract/commands/command.ts';
import type { EventName, Events } from '../contract/events.ts';
import { PageMemory } from './files/page-memory.ts';
import { lazily } from './lazily.ts';
import { logHandlers } from './log/log-handlers.ts';
import { LogStore } from './log/log-store.ts';
import { LogTransfers } from './log/log-transfers.ts';
import { LogViews } from './log/log-views.ts';
import { LogMarks } from './log/marks.ts';
import { LogSummaries } from './log/log-summaries.ts';
import { applicationDoor } from './network/door.ts';
import { readManifest } from './network/manifest.ts';
import { PolicyStore } from './network/policy-store.ts';
import { ProxyStore } from './network/proxy-store.ts';
import { SecretStore } from './secrets/secret-store.ts';
import type { ServerSwitch } from './server/server-switch.ts';
import { clientPfxPassword } from './server/tls-material.ts';
import { sessionHandlers, troubleshootHandlers } from './sessions/session-handlers.ts';
import { Sessions } from './sessions/sessions.ts';
import { Troubleshooter } from './sessions/troubleshooter.ts';
import { appHandlers } from './shell/app-handlers.ts';
import { appUpdates } from './shell/app-updates.ts';
import { askForFile, type AskForFile } from './shell/ask-for-file.ts';
import { chooseClientCertificate } from './shell/choose-client-certificate.ts';
import { chooseLibraryFolder } from './shell/choose-library-folder.ts';
import { chooseTrustFile } from './shell/choose-trust-file.ts';
import { chooseTextToImport } from './shell/choose-text-to-import.ts';
import { ChosenFiles } from './shell/chosen-files.ts';
import { openDropChannel } from './shell/command-channel.ts';
import { createDispatch, type Dispatch } from './shell/dispatch.ts';
import { EventPump } from './shell/event-pump.ts';
import { networkHandlers } from './shell/network-handlers.ts';
import { NetworkIsolation } from './shell/network-isolation.ts';
import type { DeepLinks } from './shell/deep-link.ts';
import type { Preferences } from './shell/preferences.ts';
import { proxiesOf } from './shell/proxy-settings.ts';
import type { SettingsFile } from './shell/settings.ts';
import { systemSealing } from './shell/system-sealing.ts';
import { reportUnexpected } from './shell/unexpected.ts';
import { CertificateQuestions } from './trust/certificate-questions.ts';
import { ConnectionTrust } from './trust/connection-trust.ts';
import { ServerLooks } from './trust/server-looks.ts';
import { trustHandlers } from './trust/trust-handlers.ts';
import { TrustStore } from './trust/trust-store.ts';
import { workbenchHandlers } from './workbench-handlers.ts';
import type { WorkbenchParts } from './workbench-parts.ts';

/** What is there before the rest of the app: the window, which loads its page meanwhile. */
export interface Stage {
  readonly settings: SettingsFile;
  readonly preferences: Preferences;
  readonly links: DeepLinks;
  /** The built-in server, which has been told to start. */
  readonly server: ServerSwitch;
  /** Tells the page, if there is one. */
  readonly tell: <Name extends EventName>(name: Name, event: Events[Name]) => void;
  /** Undefined while there is none, as on macOS after the last one was closed. */
  readonly window: () => BrowserWindow | undefined;
  /** Calls back whenever a page begins to load: the one before is gone. */
  readonly onPageBegins: (listener: () => void) => void;
}

/** Builds the parts of the app and wires them. Answers how the page's commands are carried out. */
export async function start({
  settings,
  preferences,
  links,
  server,
  tell,
  window,
  onPageBegins,
}: Stage): Promise<Dispatch> {
  const dataFolder = app.getPath('userData');
  const manifest = await readManifest(join(app.getAppPath(), 'resources/network-capabilities.json'));
  const userPolicy = await PolicyStore.read(join(dataFolder, 'network-policy.json'));
  const proxies = await ProxyStore.read(
    join(dataFolder, 'proxy-setting.json'),
    proxiesOf(session.fromPartition('system-proxies')),
  );
  applicationDoor.proxies = proxies.resolver;

  /** Asks in a dialog over the window; null where there is none to ask in. */
  const asking = <Answer>(ask: (over: BrowserWindow) => Promise<Answer | null>): Promise<Answer | null> => {
    const over = window();
    return over === undefined ? Promise.resolve(null) : ask(over);
  };
  const pump = new EventPump(tell);
  server.listening = (ports) => {
    applicationDoor.ownPorts.clear();
    for (const port of ports) applicationDoor.ownPorts.add(port);
  };
  const memory = new PageMemory(join(dataFolder, 'page-memory'));
  const chosenFiles = new ChosenFiles();
  const from = ({ dropped }: FileSource): AskForFile =>
    dropped === undefined
      ? (question) => asking((over) => askForFile(over, question))
      : async () => chosenFiles.pathOf('dropped', dropped);
  const trust = await TrustStore.read(join(dataFolder, 'server-trust.json'));
  const questions = new CertificateQuestions((pending) => tell('trust.asking', { questions: pending }));
  const connectionTrust = new ConnectionTrust(trust, questions);
  const looks = new ServerLooks(trust, connectionTrust);
  const logs = await LogStore.open(join(dataFolder, 'logs'), settings.current.log);
  const logWorker = new URL('./log-worker.js', import.meta.url);
  const views = new LogViews(logs, logWorker, (view) => pump.viewChanged(view));
  const transfers = new LogTransfers({
    logs,
    worker: logWorker,
    version: app.getVersion(),
    changed: (transfer) => pump.transferChanged(transfer),
  });
  const marks = new LogMarks(logs);
  const summaries = new LogSummaries({
    logs,
    worker: logWorker,
    changed: (session) => tell('log.summaryChanged', { session }),
  });
  const sessions = new Sessions({
    logs,
    observer: {
      advanced: (session) => {
        pump.advanced(session);
        parts?.runs.advanced(session.id);
      },
      changed: (session) => {
        pump.changed(session);
        parts?.runs.sessionChanged(session);
        isolation.sessionChanged(session);
      },
    },
    trust: (socket) => connectionTrust.apply(socket),
    sampleCertificate: async () => {
      const material = await server.material;
      return { pfx: material.clientPfx, password: clientPfxPassword };
    },
    chosenFile: (handle) => chosenFiles.readCertificate(handle),
    chosenPath: (purpose, handle) => chosenFiles.pathOf(purpose, handle),
  });
  const isolation = new NetworkIsolation({ manifest, store: userPolicy, door: applicationDoor, sessions });
  applicationDoor.journal.onRecorded(() => pump.journalChanged());
  const troubleshooter = new Troubleshooter({
    changed: () => pump.trialChanged(),
    trust: (socket) => connectionTrust.apply(socket),
    settingsOf: (session) => sessions.settingsOf(session),
  });
  const secrets = await SecretStore.read(join(dataFolder, 'secrets.json'), systemSealing);
  let parts: WorkbenchParts | undefined;
  // Whoever clicks through the scenarios needs none of it.
  const workbench = lazily(async () => {
    const { openWorkbench } = await import('./workbench-parts.ts');
    parts = await openWorkbench({
      dataFolder,
      libraryFolder: settings.current.libraryFolder,
      libraryChanged: (library) => pump.libraryChanged(() => library.current),
      secrets,
      sessions,
      importWorker: new URL('./import-worker.js', import.meta.url),
      sending: {
        chosenPath: (handle) => chosenFiles.pathOf('send', handle),
        worker: new URL('./match-worker.js', import.meta.url),
        changed: (run) => pump.runChanged(run),
      },
    });
    return parts;
  });
  const updates = appUpdates({
    // Whom the user trusts for connections is trusted for updates, too: their signature does not depend on it.
    authorities: () => trust.openSslAuthorities,
    isAutomatic: settings.current.checksForUpdates,
    changed: () => pump.updatesChanged(() => updates.state()),
  });

  const handlers: CommandHandlers = {
    ...appHandlers({
      preferences,
      links,
      server,
      updates,
      manifest,
      dataFolder,
      problems: () => [
        manifest.problem,
        userPolicy.problem,
        proxies.problem,
        trust.problem,
        logs.problem,
        secrets.problem,
      ],
      obeyLog: (log) => logs.setSettings(log),
    }),
    'memory.read': ({ name }) => memory.read(name),
    'memory.write': ({ name, text }) => memory.write(name, text),
    'certificate.choose': (source) => chosenFiles.choosePfx(from(source)),
    'file.chooseToSend': (source) => chosenFiles.chooseToSend(from(source)),
    'file.findToSend': ({ file }) => chosenFiles.findToSend(file),
    'file.chooseToSave': () => asking((over) => chosenFiles.chooseToSave(over)),
    ...sessionHandlers(sessions),
    ...troubleshootHandlers(troubleshooter),
    ...workbenchHandlers({
      workbench,
      chooseFolder: () => asking((over) => chooseLibraryFolder(over)),
      chooseCertificate: (source) => chooseClientCertificate(from(source)),
      chooseText: (source) => chooseTextToImport(from(source)),
      keepFolder: (libraryFolder) => settings.update({ libraryFolder }),
      reveal: (path) => shell.showItemInFolder(path),
    }),
    ...logHandlers({
      logs,
      views,
      marks,
      summaries,
      transfers,
      files: {
        chooseToExport: (format, name) => asking((over) => chosenFiles.chooseToExport(over, format, name)),
        exportPath: (handle) => chosenFiles.pathOf('export', handle),
        chooseToImport: (source) => chosenFiles.chooseToImport(from(source)),
      },
      keepSettings: (log) => preferences.update({ log }),
      wipeOthers: async () => (await workbench()).history.wipe(),
    }),
    ...trustHandlers({
      trust,
      looks,
      questions,
      chooseFile: (kind, source) => chooseTrustFile(from(source), kind),
    }),
    ...networkHandlers({
      isolation,
      proxies,
      chosenFiles,
      chooseScript: (source) => chosenFiles.chooseScript(from(source)),
      clearJournal: () => {
        applicationDoor.journal.clear();
        pump.journalChanged();
      },
    }),
  };
  openDropChannel(window, (path) => chosenFiles.drop(path));
  onPageBegins(() => {
    summaries.closeAll();
    views.closeAll();
  });
  updates.begin();

  let isOver = false;
  app.on('will-quit', (event) => {
    if (isOver) return;
    // What has come is written, into files and the log, before the app is gone.
    event.preventDefault();
    troubleshooter.cancel();
    updates.cancel();
    summaries.closeAll();
    views.closeAll();
    parts?.imports.cancel();
    parts?.library.close();
    void server.stop();
    void Promise.all([
      transfers.close(),
      Promise.resolve(parts?.runs.close()).then(() => sessions.disposeAll()),
    ]).finally(() => {
      isOver = true;
      // Electron takes no second wish to quit before this event is over, and with nothing to write it is not over yet.
      setImmediate(() => app.quit());
    });
  });
  return createDispatch(handlers, reportUnexpected);
}
