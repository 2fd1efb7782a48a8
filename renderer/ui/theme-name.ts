import { createContext, useContext } from 'react';

export type ThemeName = 'light' | 'dark' | 'highContrast';

export const ThemeNameContext = createContext<ThemeName>('light');

/**
 * The theme whose values the tokens have. What is drawn with those values asks here, and no media query: one that holds
 * already says nothing of the page, which takes its theme a frame later.
 */
export function useThemeName(): ThemeName {
  return useContext(ThemeNameContext);
}
