import type { HandlersOf } from '../../contract/commands.ts';
import type { Sessions } from './sessions.ts';
import type { Troubleshooter } from './troubleshooter.ts';

/** How the page's commands for sessions are carried out. */
export function sessionHandlers(sessions: Sessions): HandlersOf<'session'> {
  return {
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
  };
}

/** And those for attempts of the page "Troubleshoot". */
export function troubleshootHandlers(troubleshooter: Troubleshooter): HandlersOf<'troubleshoot'> {
  return {
    'troubleshoot.start': (input) => troubleshooter.start(input),
    'troubleshoot.cancel': () => troubleshooter.cancel(),
    'troubleshoot.read': () => troubleshooter.attempt,
  };
}
