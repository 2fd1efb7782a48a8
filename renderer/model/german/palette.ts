import type { palette as english } from '../english-palette.ts';
import { formatCount } from '../format.ts';

/** The command palette in German. */
export const palette: typeof english = {
  label: 'Befehlspalette',
  placeholder: 'Was möchten Sie tun?',
  results: 'Befehle',
  none: 'Nichts hat diese Buchstaben.',
  found: (count) => (count === 1 ? '1 Befehl' : `${formatCount(count)} Befehle`),
  groups: {
    recent: 'Zuletzt verwendet',
    pages: 'Seiten',
    window: 'Fenster',
    settings: 'Einstellungen',
    server: 'Eingebauter Server',
  },
  theme: (theme) => `Design: ${theme}`,
  language: (language) => `Sprache: ${language}`,
  setting: (label) => `Einstellung: ${label}`,
};
