import { app } from 'electron';
import { failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';

const scheme = 'duplex';

/** What comes after is the link, whatever it looks like, and no switch of the app. */
const args = ['--'];

/** A portable app runs from a folder that is gone when it ends; what the user has started stays. */
const executable = process.env['PORTABLE_EXECUTABLE_FILE'] ?? process.execPath;

/**
 * Whether `duplex:` links open this app. Undefined where that is not the app's to say: on macOS and Linux its package tells
 * the system, and what runs from the sources is no app that a link should open.
 */
export function opensLinks(): boolean | undefined {
  return isOurs() ? app.isDefaultProtocolClient(scheme, executable, args) : undefined;
}

/** Tells Windows, for this user, that links open this app, or do not. @throws DuplexError `illegal-call` */
export function setOpensLinks(opens: boolean): void {
  if (!isOurs()) {
    throw failure('illegal-call', 'links are told to the system by the package, not by the app', {
      reason: because('linksByPackage'),
    });
  }
  const isDone = opens
    ? app.setAsDefaultProtocolClient(scheme, executable, args)
    : app.removeAsDefaultProtocolClient(scheme, executable, args);
  if (!isDone) {
    throw failure('illegal-call', 'Windows did not take who opens duplex: links', { reason: because('linksNotTaken') });
  }
}

function isOurs(): boolean {
  return process.platform === 'win32' && app.isPackaged;
}
