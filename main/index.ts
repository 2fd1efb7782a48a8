import { app, clipboard, nativeTheme, session, type BrowserWindow } from 'electron';
import { join } from 'node:path';
import type { CommandHandlers } from '../contract/commands.ts';
import { channels } from '../contract/bridge.ts';
import type { EventName, Events } from '../contract/events.ts';
import { applicationDoor } from './network/door.ts';
import { readManifest } from './network/manifest.ts';
import { PolicyStore } from './network/policy-store.ts';
import { ServerSwitch } from './server/server-switch.ts';
import { clientPfxPassword } from './server/tls-material.ts';
import { Sessions } from './sessions/sessions.ts';
import { Troubleshooter } from './sessions/troubleshooter.ts';
import { declareAppScheme, serveAppScheme } from './shell/app-protocol.ts';
import { appUpdates } from './shell/app-updates.ts';
import { chooseAuthority } from './shell/choose-authority.ts';
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
  applicationDoor.proxies = proxiesOf(session.fromPartition('system-proxies'));

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
  const chosenFiles = new ChosenFiles();
  const trust = await TrustStore.read(join(dataFolder, 'server-trust.json'));
  const questions = new CertificateQuestions((pending) => tell('trust.asking', { questions: pending }));
  const connectionTrust = new ConnectionTrust(trust, questions);
  const looks = new ServerLooks(trust, connectionTrust);
  const sessions = new Sessions({
    observer: {
      advanced: (session) => pump.advanced(session),
      changed: (session) => {
        pump.changed(session);
        isolation.sessionChanged(session);
      },
    },
    trust: (socket, url) => connectionTrust.apply(socket, url),
    sampleCertificate: async () => {
      const material = await server.material;
      return { pfx: material.clientPfx, password: clientPfxPassword };
    },
    chosenFile: (handle) => chosenFiles.readCertificate(handle),
    chosenPath: (purpose, handle) => chosenFiles.pathOf(purpose, handle),
  });
  const isolation = new NetworkIsolation({ manifest, store: userPolicy, door: applicationDoor, sessions });
  applicationDoor.journal.onRecorded(() => pump.journalChanged());
  const troubleshooter = new Troubleshooter(
    () => pump.trialChanged(),
    (socket, url) => connectionTrust.apply(socket, url),
  );
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
      server: server.state,
      capabilities: [...manifest.policy.capabilities],
      allowsLoopback: manifest.policy.loopbackExempt,
      problems: [manifest.problem, userPolicy.problem, trust.problem].flatMap((problem) => problem?.info ?? []),
    }),
    'app.setTheme': ({ theme }) => {
      nativeTheme.themeSource = theme;
      settings.update({ theme });
    },
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
    'log.read': (input) => sessions.readRows(input),
    'log.payload': (input) => sessions.readPayload(input),
    'trust.state': () => trust.state,
    'trust.look': ({ url }) => looks.look(url),
    'trust.cancelLook': () => looks.cancel(),
    'trust.accept': ({ look, error }) => looks.accept(look, error),
    'trust.pin': ({ look, certificateIndex, kind }) => looks.pin(look, certificateIndex, kind),
    'trust.addAuthority': async () => {
      const pem = window === undefined ? null : await chooseAuthority(window);
      return pem === null ? null : trust.addAuthorities(pem);
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
    'journal.read': (input) => isolation.readJournal(input),
    'journal.clear': () => {
      isolation.clearJournal();
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
  window = openMainWindow(settings);
  void server.start();
  updates.begin();

  app.on('second-instance', () => {
    if (window === undefined || window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('activate', () => {
    if (window === undefined || window.isDestroyed()) window = openMainWindow(settings);
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', (event) => {
    const isReceiving = sessions.isReceiving;
    troubleshooter.cancel();
    updates.cancel();
    const ended = sessions.disposeAll();
    void server.stop();
    if (!isReceiving) return;
    // What has come is written, and gets its name, before the app is gone.
    event.preventDefault();
    void ended.finally(() => app.quit());
  });
}
