/** What the menu's "Documentation" and "Report an issue" say. */
export const help = {
  label: 'Help',
  titles: { documentation: 'Documentation', report: 'Report an issue' },
  documentation: 'The documentation comes with Duplex’s source code, and begins with',
  report:
    'Duplex sends nothing by itself. The issue list is where you got Duplex from; this belongs into every report, beside what you did and what happened:',
  copy: 'Copy',
  dismiss: 'Dismiss',
} as const;
