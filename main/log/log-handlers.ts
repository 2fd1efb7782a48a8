import type { HandlersOf } from '../../contract/commands.ts';
import type { FileSource } from '../../contract/commands/command.ts';
import type { FileToSave } from '../../contract/commands/files.ts';
import type { ExportFormat } from '../../contract/log-export.ts';
import type { LogSettings } from '../../contract/log.ts';
import { packRows } from '../../contract/rows.ts';
import { digestOf } from './digest.ts';
import { durationsOf } from './durations.ts';
import { exportName } from './export-name.ts';
import type { LogStore } from './log-store.ts';
import type { LogSummaries } from './log-summaries.ts';
import type { LogTransfers } from './log-transfers.ts';
import type { LogViews } from './log-views.ts';
import type { LogMarks } from './marks.ts';
import { totalsOf } from './totals.ts';

export interface LogHandlersOptions {
  readonly logs: LogStore;
  readonly views: LogViews;
  readonly marks: LogMarks;
  readonly summaries: LogSummaries;
  readonly transfers: LogTransfers;
  /** Dialogs, and what was chosen in them or dropped in their place; null when the user cancelled. */
  readonly files: {
    readonly chooseToExport: (format: ExportFormat, name: string) => Promise<FileToSave | null>;
    readonly exportPath: (handle: number) => string;
    readonly chooseToImport: (source: FileSource) => Promise<string | null>;
  };
  /** Keeps the settings for the next start. */
  readonly keepSettings: (settings: LogSettings) => void;
  /** Wipes what else is kept of what was said. */
  readonly wipeOthers: () => Promise<void>;
}

/** How the page's commands for logs are carried out. */
export function logHandlers(options: LogHandlersOptions): HandlersOf<'log'> {
  const { logs, views, marks, summaries, transfers, files } = options;
  return {
    'log.list': () => logs.list(),
    'log.remove': ({ session }) => logs.remove(session),
    'log.undoRemoval': ({ session }) => logs.undoRemoval(session),
    'log.forgetRemoved': ({ session }) => logs.forgetRemoved(session),
    'log.wipeAll': async () => {
      // Who wants nothing left of what was said means this as well.
      await options.wipeOthers();
      await logs.wipeAll();
    },
    'log.settings': () => logs.settings,
    'log.saveSettings': async ({ settings }) => {
      options.keepSettings(settings);
      await logs.setSettings(settings);
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
    'log.chooseExport': ({ session, format }) => files.chooseToExport(format, exportName(logs.folderOf(session).head)),
    'log.export': ({ file, view, ...request }) =>
      transfers.export({
        ...request,
        path: files.exportPath(file),
        ...(view !== undefined && { ranges: views.ranges(view) }),
      }),
    'log.import': async (source) => {
      const path = await files.chooseToImport(source);
      return path === null ? null : transfers.import(path);
    },
    'log.cancelTransfer': ({ transfer }) => transfers.cancel(transfer),
    'log.transfers': () => transfers.list(),
    'log.marks': ({ session }) => marks.of(session),
    'log.mark': ({ session, ...mark }) => marks.set(session, mark),
    'log.durations': ({ sessions }) => durationsOf(logs, sessions),
    'log.totals': async ({ session, ranges }) => totalsOf(await logs.get(session), ranges),
    'log.openSummary': ({ session }) => summaries.open(session),
    'log.closeSummary': ({ session }) => summaries.close(session),
    'log.summary': ({ session }) => summaries.read(session),
  };
}
