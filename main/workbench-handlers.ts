import type { CommandOutput, HandlersOf } from '../contract/commands.ts';
import type { FileSource } from '../contract/commands/command.ts';
import type { WorkbenchParts } from './workbench-parts.ts';

export interface WorkbenchHandlersOptions {
  /** Made when it is first asked for. */
  readonly workbench: () => Promise<WorkbenchParts>;
  /** Dialogs, or what was dropped in their place; null when the user cancelled. */
  readonly chooseFolder: () => Promise<string | null>;
  readonly chooseCertificate: (source: FileSource) => Promise<CommandOutput<'library.chooseCertificate'>>;
  readonly chooseText: (source: FileSource) => Promise<string | null>;
  /** Keeps the library's folder for the next start. */
  readonly keepFolder: (folder: string) => void;
  /** Shows a file in the system's file manager. */
  readonly reveal: (path: string) => void;
}

/** How the page's commands for documents, imports and what is sent by itself are carried out. */
export function workbenchHandlers(
  options: WorkbenchHandlersOptions,
): HandlersOf<'library' | 'workbench' | 'import' | 'send'> {
  const { workbench } = options;
  return {
    'library.state': async () => (await workbench()).library.state(),
    'library.save': async (input) => (await workbench()).library.save(input),
    'library.create': async (input) => (await workbench()).library.create(input),
    'library.move': async (input) => (await workbench()).library.move(input),
    'library.remove': async (input) => (await workbench()).library.remove(input),
    'library.undo': async (input) => (await workbench()).library.undo(input),
    'library.setSecret': async ({ name, value }) => (await workbench()).setSecret(name, value),
    'library.forgetSecret': async ({ name }) => (await workbench()).forgetSecret(name),
    'library.restoreSecret': async ({ name }) => (await workbench()).restoreSecret(name),
    'library.chooseFolder': async () => {
      const folder = await options.chooseFolder();
      if (folder === null) return null;
      const { library } = await workbench();
      await library.setFolder(folder);
      options.keepFolder(folder);
      return library.state();
    },
    'library.chooseCertificate': (source) => options.chooseCertificate(source),
    'library.reveal': async ({ path }) => options.reveal(await (await workbench()).library.placeOf(path)),
    'workbench.request': async (input) => (await workbench()).workbench.request(input),
    'workbench.open': async (input) => (await workbench()).workbench.open(input),
    'workbench.copyAs': async (input) => (await workbench()).copyAs(input),
    'import.text': async ({ text }) => (await workbench()).imports.propose(text),
    'import.file': async (source) => {
      const text = await options.chooseText(source);
      return text === null ? null : (await workbench()).imports.propose(text);
    },
    'import.cancel': async () => (await workbench()).imports.cancel(),
    'import.accept': async ({ proposal, documents }) => (await workbench()).imports.accept(proposal, documents),
    'send.start': async (input) => (await workbench()).runs.start(input),
    'send.cancel': async (input) => (await workbench()).runs.cancel(input),
    'send.runs': async () => (await workbench()).runs.list(),
    'send.preview': async (input) => (await workbench()).runs.preview(input),
    'send.history': async ({ url }) => (await workbench()).history.of(url),
  };
}
