import { access, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** How the app was installed, and so how it is updated; by hand where nothing knows. */
export type Installation = 'nsis' | 'mac' | 'appImage' | 'deb' | 'rpm' | 'byHand';

export interface InstallationFacts {
  readonly platform: string;
  /** The running executable. */
  readonly executable: string;
  /** Where the package keeps `package-type`. */
  readonly resourcesFolder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export async function installationOf(facts: InstallationFacts): Promise<Installation> {
  switch (facts.platform) {
    case 'darwin':
      return 'mac';
    case 'win32':
      // Only the installer leaves an uninstaller. The portable one unpacks itself anew each time.
      return (await exists(join(dirname(facts.executable), 'Uninstall Duplex.exe'))) ? 'nsis' : 'byHand';
    case 'linux':
      return onLinux(facts);
    default:
      return 'byHand';
  }
}

async function onLinux({ executable, resourcesFolder, env }: InstallationFacts): Promise<Installation> {
  const type = await readFile(join(resourcesFolder, 'package-type'), 'utf8').catch(() => '');
  if (type.trim() === 'deb' || type.trim() === 'rpm') return type.trim() as 'deb' | 'rpm'; // as compared
  const { APPIMAGE: image, APPDIR: mounted } = env;
  // Whoever is started from another AppImage inherits that one's variables, and would replace it.
  const isInside = image !== undefined && mounted !== undefined && executable.startsWith(`${mounted}/`);
  return isInside ? 'appImage' : 'byHand';
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
