import { app, clipboard, session, shell, type BrowserWindow } from 'electron';
import { join } from 'node:path';
import type { CommandHandlers } from '../contract/commands.ts';
import { failure } from '../contract/errors.ts';
import type { EventName, Events } from '../contract/events.ts';
import type { LogSettings } from '../contract/log.ts';
import { packRows } from '../contract/rows.ts';
import { PageMemory } from './files/page-memory.ts';
import { lazily } from './lazily.ts';
import { LogStore } from './log/log-store.ts';
import { digestOf } from './log/digest.ts';
import { durationsOf } from './log/durations.ts';
import { exportName } from './log/export-name.ts';
import { LogTransfers } from './log/log-transfers.ts';
import { LogViews } from './log/log-views.ts';
import { LogMarks } from './log/marks.ts';
import { totalsOf } from './log/totals.ts';
import { LogSummaries } from './log/log-summaries.ts';
import { applicationDoor } from './network/door.ts';
import { readManifest } from './network/manifest.ts';
import { PolicyStore } from './network/policy-store.ts';
import { ProxyStore } from './network/proxy-store.ts';
import { SecretStore } from './secrets/secret-store.ts';
import { ServerSwitch } from './server/server-switch.ts';
import { clientPfxPassword } from './server/tls-material.ts';
import { Sessions } from './sessions/sessions.ts';
import { Troubleshooter } from './sessions/troubleshooter.ts';
import { appUpdates } from './shell/app-updates.ts';
import { chooseClientCertificate } from './shell/choose-client-certificate.ts';
import { chooseLibraryFolder } from './shell/choose-library-folder.ts';
import { chooseTrustFile } from './shell/choose-trust-file.ts';
import { chooseTextToImport } from './shell/choose-text-to-import.ts';
import { ChosenFiles } from './shell/chosen-files.ts';
import { openDropChannel } from './shell/command-channel.ts';
import { createDispatch, type Dispatch } from './shell/dispatch.ts';
import { EventPump } from './shell/event-pump.ts';
import { readLicences } from './shell/licences.ts';
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
import { TrustStore } from './trust/trust-store.ts';
import type { WorkbenchParts } from './workbench-parts.ts';

/** What is there before the rest of the app: the window, which loads its page meanwhile. */
export interface Stage {
  readonly settings: SettingsFile;
  readonly preferences: Preferences;
  readonly links: DeepLinks;
  /** Tells the page, if there is one. */
  readonly tell: <Name extends EventName>(name: Name, event: Events[Name]) => void;
  /** Undefined while there is none, as on macOS after the last one was closed. */
  readonly window: () => BrowserWindow | undefined;
  /** Calls back whenever a page begins to load: the one before is gone. */
  readonly onPageBegins: (listener: () => void) => void;
}

/** Builds the parts of the app and wires them. Answers how the page's commands are carried out. */
export async function start({ settings, preferences, links, tell, window, onPageBegins }: Stage): Promise<Dispatch> {
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
  const server = new ServerSwitch({
    tlsFolder: join(dataFolder, 'sample-server'),
    changed: (state) => tell('server.changed', state),
    listening: (ports) => {
      applicationDoor.ownPorts.clear();
      for (const port of ports) applicationDoor.ownPorts.add(port);
    },
  });
  const memory = new PageMemory(join(dataFolder, 'page-memory'));
  // Its address is what the first page waits for.
  void server.start();
  const chosenFiles = new ChosenFiles();
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

  const obeying = {
    log: (log: LogSettings) => logs.setSettings(log),
    updates: (isAutomatic: boolean) => updates.setAutomatic(isAutomatic),
  };
  const handlers: CommandHandlers = {
    'app.state': () => ({
      version: app.getVersion(),
      runtime: {
        electron: process.versions.electron,
        node: process.versions.node,
        chrome: process.versions.chrome,
      },
      platform: process.platform,
      isPackaged: app.isPackaged,
      ...preferences.shown,
      shownLanguage: preferences.shownLanguage,
      dataFolder,
      server: server.state,
      capabilities: [...manifest.policy.capabilities],
      allowsLoopback: manifest.policy.loopbackExempt,
      problems: [
        manifest.problem,
        userPolicy.problem,
        proxies.problem,
        trust.problem,
        logs.problem,
        secrets.problem,
      ].flatMap((problem) => problem?.info ?? []),
    }),
    'app.setTheme': ({ theme }) => preferences.update({ theme }),
    'app.setLanguage': ({ language }) => preferences.update({ language }),
    'app.setZoom': ({ zoom }) => preferences.update({ zoom }),
    'app.setTranscriptLook': ({ look }) => preferences.update({ transcript: look }),
    'app.setChartsLook': ({ look }) => preferences.update({ charts: look }),
    'app.setOpensLinks': ({ opensLinks }) => preferences.setOpensLinks(opensLinks),
    'app.resetSettings': () => preferences.reset(obeying),
    'app.undoReset': () => preferences.undoReset(obeying),
    'app.revealData': async () => {
      const problem = await shell.openPath(dataFolder);
      if (problem !== '') throw failure('bad-file', `the folder cannot be opened: ${problem}`);
    },
    'link.waiting': () => links.waiting,
    'link.answered': ({ id }) => links.answered(id),
    'app.licences': () => readLicences(),
    'clipboard.write': ({ text }) => clipboard.writeText(text),
    'server.start': () => server.start(),
    'server.stop': () => server.stop(),
    'certificate.choose': () => asking((over) => chosenFiles.choosePfx(over)),
    'file.chooseToSend': () => asking((over) => chosenFiles.chooseToSend(over)),
    'file.chooseToSave': () => asking((over) => chosenFiles.chooseToSave(over)),
    'session.open': (input) => sessions.open(input),
    'session.list': () => sessions.list(),
    'session.send': (input) => sessions.send(input),
    'session.repeat': (input) => sessions.repeat(input),
    'session.sendFile': (input) => sessions.sendFile(input),
    'session.cancelSending': (input) => sessions.cancelSending(input),
    'session.receiveIntoFile': (input) => sessions.receiveIntoFile(input),
    'session.stopReceiving': (input) => sessions.stopReceiving(input),
    'session.setPaused': (input) => sessions.setPaused(input),
    'session.control': (input) => sessions.control(input),
    'session.rates': (input) => sessions.rates(input),
    'session.close': (input) => sessions.close(input),
    'session.attempt': (input) => sessions.failedConnect(input),
    'session.discard': (input) => sessions.discard(input),
    'session.ping': (input) => sessions.ping(input),
    'session.setRecording': (input) => sessions.setRecording(input),
    'session.pong': (input) => sessions.pong(input),
    'session.reconnect': (input) => sessions.reconnect(input),
    'session.stopReconnecting': (input) => sessions.stopReconnecting(input),
    'session.reset': (input) => sessions.reset(input),
    'session.setHabits': (input) => sessions.setHabits(input),
    'session.sendFrame': (input) => sessions.sendFrame(input),
    'library.state': async () => (await workbench()).library.state(),
    'library.save': async (input) => (await workbench()).library.save(input),
    'library.create': async (input) => (await workbench()).library.create(input),
    'library.move': async (input) => (await workbench()).library.move(input),
    'library.remove': async (input) => (await workbench()).library.remove(input),
    'library.undo': async (input) => (await workbench()).library.undo(input),
    'library.setSecret': async ({ name, value }) => (await workbench()).setSecret(name, value),
    'library.chooseFolder': async () => {
      const folder = await asking((over) => chooseLibraryFolder(over));
      if (folder === null) return null;
      const { library } = await workbench();
      await library.setFolder(folder);
      settings.update({ libraryFolder: folder });
      return library.state();
    },
    'library.chooseCertificate': () => asking((over) => chooseClientCertificate(over)),
    'library.reveal': async ({ path }) => shell.showItemInFolder(await (await workbench()).library.placeOf(path)),
    'workbench.request': async (input) => (await workbench()).workbench.request(input),
    'workbench.open': async (input) => (await workbench()).workbench.open(input),
    'workbench.copyAs': async (input) => (await workbench()).copyAs(input),
    'import.text': async ({ text }) => (await workbench()).imports.propose(text),
    'import.file': async () => {
      const text = await asking((over) => chooseTextToImport(over));
      return text === null ? null : (await workbench()).imports.propose(text);
    },
    'import.accept': async ({ proposal, documents }) => (await workbench()).imports.accept(proposal, documents),
    'send.start': async (input) => (await workbench()).runs.start(input),
    'send.cancel': async (input) => (await workbench()).runs.cancel(input),
    'send.runs': async () => (await workbench()).runs.list(),
    'send.preview': async (input) => (await workbench()).runs.preview(input),
    'send.history': async ({ url }) => (await workbench()).history.of(url),
    'memory.read': ({ name }) => memory.read(name),
    'memory.write': ({ name, text }) => memory.write(name, text),
    'log.list': () => logs.list(),
    'log.remove': ({ session }) => logs.remove(session),
    'log.undoRemoval': ({ session }) => logs.undoRemoval(session),
    'log.forgetRemoved': ({ session }) => logs.forgetRemoved(session),
    'log.wipeAll': async () => {
      // Who wants nothing left of what was said means this as well.
      await (await workbench()).history.wipe();
      await logs.wipeAll();
    },
    'log.settings': () => logs.settings,
    'log.saveSettings': async ({ settings: log }) => {
      preferences.update({ log });
      await logs.setSettings(log);
    },
    'log.setLimit': ({ session, ...limit }) => logs.setLimit(session, limit),
    'log.digest': async ({ session, row }) => digestOf(await logs.get(session), row),
    'log.read': async ({ session, from, count }) => packRows(await (await logs.get(session)).read(from, count)),
    'log.openView': (input) => views.open(input),
    'log.closeView': (input) => views.close(input),
    'log.stopView': (input) => views.stop(input),
    'log.viewState': (input) => views.state(input),
    'log.readView': async (input) => packRows(await views.read(input)),
    'log.locate': (input) => views.locate(input),
    'log.payload': async ({ session, row, from, count }) => (await logs.get(session)).payload(row, from, count),
    'log.chooseExport': ({ session, format }) =>
      asking((over) => chosenFiles.chooseToExport(over, format, exportName(logs.folderOf(session).head))),
    'log.export': ({ file, view, ...request }) =>
      transfers.export({
        ...request,
        path: chosenFiles.pathOf('export', file),
        ...(view !== undefined && { ranges: views.ranges(view) }),
      }),
    'log.import': async () => {
      const path = await asking((over) => chosenFiles.chooseToImport(over));
      return path === null ? null : transfers.import(path);
    },
    'log.cancelTransfer': ({ transfer }) => transfers.cancel(transfer),
    'log.transfers': () => transfers.list(),
    'log.marks': ({ session }) => marks.of(session),
    'log.mark': ({ session, ...mark }) => marks.set(session, mark),
    'log.durations': ({ sessions: asked }) => durationsOf(logs, asked),
    'log.totals': async ({ session, ranges }) => totalsOf(await logs.get(session), ranges),
    'log.openSummary': ({ session }) => summaries.open(session),
    'log.closeSummary': ({ session }) => summaries.close(session),
    'log.summary': ({ session }) => summaries.read(session),
    'trust.state': () => trust.state,
    'trust.look': ({ url }) => looks.look(url),
    'trust.cancelLook': () => looks.cancel(),
    'trust.accept': ({ look, error }) => looks.accept(look, error),
    'trust.pin': ({ look, certificateIndex, kind }) => looks.pin(look, certificateIndex, kind),
    'trust.addAuthority': async () => {
      const file = await asking((over) => chooseTrustFile(over, 'authority'));
      return file === null ? null : trust.addAuthorities(file.toString('latin1'));
    },
    'trust.addRevocationList': async () => {
      const file = await asking((over) => chooseTrustFile(over, 'revocationList'));
      return file === null ? null : trust.addRevocationLists(file);
    },
    'trust.setReplaceSystem': ({ replaceSystem }) => trust.setReplaceSystem(replaceSystem),
    'trust.setValidation': ({ validation }) => trust.setValidation(validation),
    'trust.remove': ({ id }) => trust.remove(id),
    'trust.restore': ({ id }) => trust.restore(id),
    'trust.questions': () => questions.pending,
    'trust.answer': ({ question, accepts }) => questions.answer(question, accepts),
    'network.state': () => isolation.state,
    'network.savePolicy': (input) => isolation.savePolicy(input),
    'network.decide': (input) => isolation.decide(input),
    'proxy.state': () => proxies.state,
    'proxy.chooseScript': () => asking((over) => chosenFiles.chooseScript(over)),
    'proxy.save': async ({ change }) => {
      if (change.kind !== 'script') return proxies.save(change);
      const file = change.file === null ? undefined : await chosenFiles.readScript(change.file);
      return proxies.save({ kind: 'script', file });
    },
    'journal.read': (input) => isolation.readJournal(input),
    'journal.clear': () => {
      applicationDoor.journal.clear();
      pump.journalChanged();
    },
    'troubleshoot.start': (input) => troubleshooter.start(input),
    'troubleshoot.cancel': () => troubleshooter.cancel(),
    'troubleshoot.read': () => troubleshooter.attempt,
    'updates.state': () => updates.state(),
    'updates.check': () => void updates.check(),
    'updates.download': () => void updates.download(),
    'updates.install': () => void updates.install(),
    'updates.cancel': () => updates.cancel(),
    'updates.setAutomatic': ({ isAutomatic }) => {
      preferences.update({ checksForUpdates: isAutomatic });
      updates.setAutomatic(isAutomatic);
    },
  };
  openDropChannel(window, (path) => chosenFiles.dropToSend(path));
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
