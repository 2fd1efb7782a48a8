import { app, clipboard, nativeTheme, session, type BrowserWindow } from 'electron';
import { join } from 'node:path';
import type { CommandHandlers } from '../contract/commands.ts';
import { failure } from '../contract/errors.ts';
import { channels } from '../contract/bridge.ts';
import type { EventName, Events } from '../contract/events.ts';
import { packRows } from '../contract/rows.ts';
import { PageMemory } from './files/page-memory.ts';
import { Imports } from './importing/imports.ts';
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
import { ServerSwitch } from './server/server-switch.ts';
import { clientPfxPassword } from './server/tls-material.ts';
import { Sessions } from './sessions/sessions.ts';
import { Troubleshooter } from './sessions/troubleshooter.ts';
import { declareAppScheme, serveAppScheme } from './shell/app-protocol.ts';
import { appUpdates } from './shell/app-updates.ts';
import { chooseClientCertificate } from './shell/choose-client-certificate.ts';
import { chooseTrustFile } from './shell/choose-trust-file.ts';
import { chooseTextToImport } from './shell/choose-text-to-import.ts';
import { ChosenFiles } from './shell/chosen-files.ts';
import { refuseSwitches } from './shell/command-line.ts';
import { openCommandChannel } from './shell/command-channel.ts';
import { createDispatch } from './shell/dispatch.ts';
import { EventPump } from './shell/event-pump.ts';
import { readLicences } from './shell/licences.ts';
import { openMainWindow } from './shell/main-window.ts';
import { setMenu } from './shell/menu.ts';
import { NetworkIsolation } from './shell/network-isolation.ts';
import { secureContents, secureSession } from './shell/page-security.ts';
import { forgetProxyVariables, proxiesOf } from './shell/proxy-settings.ts';
import { SettingsFile } from './shell/settings.ts';
import { reportUnexpected } from './shell/unexpected.ts';
import { CertificateQuestions } from './trust/certificate-questions.ts';
import { ConnectionTrust } from './trust/connection-trust.ts';
import { ServerLooks } from './trust/server-looks.ts';
import { TrustStore } from './trust/trust-store.ts';

process.on('uncaughtException', reportUnexpected);
process.on('unhandledRejection', reportUnexpected);

refuseSwitches();
forgetProxyVariables();
declareAppScheme();
// Only development as root runs without a sandbox (scripts/start.mjs), and enabling it there stops the app.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
if (app.requestSingleInstanceLock()) {
  secureContents();
  void app.whenReady().then(start);
} else {
  app.quit();
}

async function start(): Promise<void> {
  const dataFolder = app.getPath('userData');
  const settings = new SettingsFile(join(dataFolder, 'settings.json'));
  nativeTheme.themeSource = settings.current.theme;

  const manifest = await readManifest(join(app.getAppPath(), 'resources/network-capabilities.json'));
  const userPolicy = await PolicyStore.read(join(dataFolder, 'network-policy.json'));
  const proxies = await ProxyStore.read(
    join(dataFolder, 'proxy-setting.json'),
    proxiesOf(session.fromPartition('system-proxies')),
  );
  applicationDoor.proxies = proxies.resolver;

  let window: BrowserWindow | undefined;
  const tell = <Name extends EventName>(name: Name, event: Events[Name]): void => {
    if (window?.isDestroyed() === false) window.webContents.send(channels.event, name, event);
  };
  const pump = new EventPump(tell);
  const server = new ServerSwitch({
    tlsFolder: join(dataFolder, 'sample-server'),
    changed: (state) => pump.serverChanged(state),
    listening: (ports) => {
      applicationDoor.ownPorts.clear();
      for (const port of ports) applicationDoor.ownPorts.add(port);
    },
  });
  const memory = new PageMemory(join(dataFolder, 'page-memory'));
  const chosenFiles = new ChosenFiles();
  const trust = await TrustStore.read(join(dataFolder, 'server-trust.json'));
  const questions = new CertificateQuestions((pending) => tell('trust.asking', { questions: pending }));
  const connectionTrust = new ConnectionTrust(trust, questions);
  const looks = new ServerLooks(trust, connectionTrust);
  const logs = await LogStore.open(join(dataFolder, 'logs'), settings.current.log);
  const imports = new Imports({
    secrets: () => [],
    create: () => notThereYet('library.create'),
    setSecret: () => notThereYet('library.setSecret'),
  });
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
      advanced: (session) => pump.advanced(session),
      changed: (session) => {
        pump.changed(session);
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
  const updates = appUpdates({
    // Whom the user trusts for connections is trusted for updates, too: their signature does not depend on it.
    authorities: () => trust.openSslAuthorities,
    isAutomatic: settings.current.checksForUpdates,
    changed: () => pump.updatesChanged(() => updates.state()),
  });

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
      theme: settings.current.theme,
      transcriptLook: settings.current.transcript,
      chartsLook: settings.current.charts,
      server: server.state,
      capabilities: [...manifest.policy.capabilities],
      allowsLoopback: manifest.policy.loopbackExempt,
      problems: [manifest.problem, userPolicy.problem, proxies.problem, trust.problem, logs.problem].flatMap(
        (problem) => problem?.info ?? [],
      ),
    }),
    'app.setTheme': ({ theme }) => {
      nativeTheme.themeSource = theme;
      settings.update({ theme });
    },
    'app.setTranscriptLook': ({ look }) => settings.update({ transcript: look }),
    'app.setChartsLook': ({ look }) => settings.update({ charts: look }),
    'app.licences': () => readLicences(),
    'clipboard.write': ({ text }) => clipboard.writeText(text),
    'server.start': () => server.start(),
    'server.stop': () => server.stop(),
    'certificate.choose': async () => (window === undefined ? null : chosenFiles.choosePfx(window)),
    'file.chooseToSend': async () => (window === undefined ? null : chosenFiles.chooseToSend(window)),
    'file.chooseToSave': async () => (window === undefined ? null : chosenFiles.chooseToSave(window)),
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
    'library.state': () => notThereYet('library.state'),
    'library.save': () => notThereYet('library.save'),
    'library.create': () => notThereYet('library.create'),
    'library.move': () => notThereYet('library.move'),
    'library.remove': () => notThereYet('library.remove'),
    'library.undo': () => notThereYet('library.undo'),
    'library.setSecret': () => notThereYet('library.setSecret'),
    'library.chooseFolder': () => notThereYet('library.chooseFolder'),
    'library.chooseCertificate': async () => (window === undefined ? null : chooseClientCertificate(window)),
    'library.reveal': () => notThereYet('library.reveal'),
    'workbench.request': () => notThereYet('workbench.request'),
    'workbench.open': () => notThereYet('workbench.open'),
    'workbench.copyAs': () => notThereYet('workbench.copyAs'),
    'import.text': ({ text }) => imports.propose(text),
    'import.file': async () => {
      const text = window === undefined ? null : await chooseTextToImport(window);
      return text === null ? null : imports.propose(text);
    },
    'import.accept': ({ proposal, documents }) => imports.accept(proposal, documents),
    'send.start': () => notThereYet('send.start'),
    'send.cancel': () => notThereYet('send.cancel'),
    'send.runs': () => notThereYet('send.runs'),
    'send.preview': () => notThereYet('send.preview'),
    'send.history': () => notThereYet('send.history'),
    'memory.read': ({ name }) => memory.read(name),
    'memory.write': ({ name, text }) => memory.write(name, text),
    'log.list': () => logs.list(),
    'log.wipe': ({ session }) => logs.wipe(session),
    'log.wipeAll': () => logs.wipeAll(),
    'log.settings': () => logs.settings,
    'log.saveSettings': async ({ settings: log }) => {
      settings.update({ log });
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
    'log.chooseExport': async ({ session, format }) =>
      window === undefined ? null : chosenFiles.chooseToExport(window, format, exportName(logs.folderOf(session).head)),
    'log.export': ({ file, view, ...request }) =>
      transfers.export({
        ...request,
        path: chosenFiles.pathOf('export', file),
        ...(view !== undefined && { ranges: views.ranges(view) }),
      }),
    'log.import': async () => {
      const path = window === undefined ? null : await chosenFiles.chooseToImport(window);
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
      const file = window === undefined ? null : await chooseTrustFile(window, 'authority');
      return file === null ? null : trust.addAuthorities(file.toString('latin1'));
    },
    'trust.addRevocationList': async () => {
      const file = window === undefined ? null : await chooseTrustFile(window, 'revocationList');
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
    'proxy.chooseScript': async () => (window === undefined ? null : chosenFiles.chooseScript(window)),
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
      settings.update({ checksForUpdates: isAutomatic });
      updates.setAutomatic(isAutomatic);
    },
  };
  openCommandChannel(() => window, createDispatch(handlers, reportUnexpected));

  await secureSession(session.defaultSession);
  serveAppScheme(session.defaultSession, join(app.getAppPath(), 'out/renderer'));
  setMenu((action) => tell('menu.chosen', { action }));
  const pageBegins = (): void => {
    summaries.closeAll();
    views.closeAll();
  };
  window = openMainWindow(settings, pageBegins);
  void server.start();
  updates.begin();

  app.on('second-instance', () => {
    if (window === undefined || window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('activate', () => {
    if (window === undefined || window.isDestroyed()) window = openMainWindow(settings, pageBegins);
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  let isOver = false;
  app.on('will-quit', (event) => {
    if (isOver) return;
    // What has come is written, into files and the log, before the app is gone.
    event.preventDefault();
    troubleshooter.cancel();
    updates.cancel();
    summaries.closeAll();
    views.closeAll();
    void server.stop();
    void Promise.all([transfers.close(), sessions.disposeAll()]).finally(() => {
      isOver = true;
      // Electron takes no second wish to quit before this event is over, and with nothing to write it is not over yet.
      setImmediate(() => app.quit());
    });
  });
}

/** For commands whose part of the app is being built. */
function notThereYet(command: string): never {
  throw failure('illegal-call', `${command} is not built yet`);
}
