import type { CommandInput } from '../../contract/commands.ts';
import type { LibraryEntry, LibraryPath, LibraryState } from '../../contract/workbench/library.ts';
import type { ImportTarget } from './imports.ts';

/** What is used of the library. */
interface TargetLibrary {
  readonly current: LibraryState;
  readonly state: () => Promise<LibraryState>;
  readonly create: (input: CommandInput<'library.create'>) => Promise<LibraryEntry>;
}

/** Lets imports write into the library, in folders that are made where they are not there. */
export function libraryTarget(
  library: TargetLibrary,
  setSecret: (name: string, value: string) => Promise<void>,
): ImportTarget {
  return {
    secrets: () => library.current.secrets,
    setSecret,
    create: async (folder, name, content) => {
      const { path } = await library.create({ folder: await madeFolder(library, folder), name, content });
      return path;
    },
  };
}

/** @returns the path the folder has, as the name of one that is made can be another one than was asked for */
async function madeFolder(library: TargetLibrary, path: LibraryPath): Promise<LibraryPath> {
  const [part = '', ...names] = path.split('/');
  let made = part;
  for (const name of names) {
    const wanted = `${made}/${name}`;
    const { entries } = await library.state();
    const isThere = entries.some((entry) => entry.kind === 'folder' && entry.path === wanted);
    made = isThere
      ? wanted
      : (await library.create({ folder: made, name, content: { kind: 'folder', document: { version: 1 } } })).path;
  }
  return made;
}
