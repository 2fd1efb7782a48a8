import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** Folders of ours in the system's temporary folder. */
function temporaryFolders(): string[] {
  return readdirSync(tmpdir()).filter((name) => /^duplex-(?:e2e|app|account)-/.test(name));
}

/** Playwright's global set-up; what it returns runs at the end and fails the run when tests left folders behind. */
export default function watchLeftovers(): () => void {
  const before = new Set(temporaryFolders());
  return () => {
    const left = temporaryFolders().filter((name) => !before.has(name));
    if (left.length > 0) throw new Error(`tests left folders behind: ${left.join(', ')}`);
  };
}
