import {
  FluentProvider,
  teamsHighContrastTheme,
  webDarkTheme,
  webLightTheme,
  type Theme,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { ThemeNameContext, type ThemeName } from './theme-name.ts';
import { useMedia } from './use-media.ts';

/** The families that come along (app/main.tsx) are where a system has none that is as good. */
interface Fonts {
  readonly fontFamilyBase: string;
  readonly fontFamilyMonospace: string;
}

const systemFonts: Fonts = {
  fontFamilyBase: "'Segoe UI Variable Text', 'Segoe UI', system-ui, -apple-system, sans-serif",
  fontFamilyMonospace: "'Cascadia Code', 'Cascadia Code Variable', ui-monospace, Consolas, Menlo, monospace",
};

/** Few: while a page is made for the first time, Linux is asked for each family that is not there, in each weight. */
const linuxFonts: Fonts = {
  fontFamilyBase: "'Inter Variable', sans-serif",
  fontFamilyMonospace: "'Cascadia Code Variable', monospace",
};

interface ThemeProviderProps {
  readonly platform: string;
  /** Whether the high-contrast theme was chosen. */
  readonly isHighContrast: boolean;
  readonly direction: 'ltr' | 'rtl';
  readonly children: ReactNode;
}

/**
 * Fluent's theme as the system wants it. Main sets `nativeTheme`, which the media query follows. With the system's own high
 * contrast its colours take the place of the theme's (forced colours), whatever they are; what is not forced, such as
 * charts, has the high-contrast theme's where the ground is dark.
 */
export function ThemeProvider({ platform, isHighContrast, direction, children }: ThemeProviderProps) {
  const isDark = useMedia('(prefers-color-scheme: dark)');
  const isForced = useMedia('(forced-colors: active)');
  const ordinary = isDark ? 'dark' : 'light';
  const name: ThemeName = isHighContrast || (isForced && isDark) ? 'highContrast' : ordinary;
  return (
    // By style: a class name would go to the elements of popovers, too, and they would cover the page.
    <FluentProvider dir={direction} theme={withFonts(bases[name], platform)} style={fullHeight}>
      <ThemeNameContext value={name}>{children}</ThemeNameContext>
    </FluentProvider>
  );
}

const fullHeight = { height: '100%' };

const bases: Readonly<Record<ThemeName, Theme>> = {
  light: webLightTheme,
  dark: webDarkTheme,
  highContrast: teamsHighContrastTheme,
};

const themes = new Map<Theme, Theme>();

function withFonts(base: Theme, platform: string): Theme {
  let theme = themes.get(base);
  if (theme === undefined) {
    theme = { ...base, ...(platform === 'linux' ? linuxFonts : systemFonts) };
    themes.set(base, theme);
  }
  return theme;
}
