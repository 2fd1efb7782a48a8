import type { Words } from '../words.ts';

/** What the menu's "Documentation" and "Report an issue" say, in German. */
export const help: Words['help'] = {
  label: 'Hilfe',
  titles: { documentation: 'Dokumentation', report: 'Problem melden' },
  documentation: 'Die Dokumentation liegt dem Quelltext von Duplex bei und beginnt mit',
  report:
    'Duplex sendet von sich aus nichts. Die Fehlerliste ist dort, woher Sie Duplex haben; das hier gehört in jede Meldung, neben dem, was Sie getan haben und was geschah:',
  copy: 'Kopieren',
  dismiss: 'Schließen',
};
