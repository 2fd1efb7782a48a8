import { FluentProvider, webDarkTheme, webLightTheme, type Theme } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useMedia } from './use-media.ts';

const monospace = "'Cascadia Code', 'Cascadia Code Variable', ui-monospace, Consolas, Menlo, monospace";
const systemFont = "'Segoe UI Variable Text', 'Segoe UI', system-ui, -apple-system, sans-serif";
/** Desktops on Linux often have no good interface font, so Inter comes along (fonts.css). */
const linuxFont = "'Inter Variable', Inter, system-ui, sans-serif";

/**
 * Fluent's theme as the system wants it. Main sets `nativeTheme`, which the media query follows. With high contrast the
 * system's own colours take the place of the theme's (forced colours), whatever they are.
 */
export function ThemeProvider({ platform, children }: { readonly platform: string; readonly children: ReactNode }) {
  const isDark = useMedia('(prefers-color-scheme: dark)');
  const base = isDark ? webDarkTheme : webLightTheme;
  return (
    // By style: a class name would go to the elements of popovers, too, and they would cover the page.
    <FluentProvider theme={withFonts(base, platform)} style={fullHeight}>
      {children}
    </FluentProvider>
  );
}

const fullHeight = { height: '100%' };

const themes = new Map<Theme, Theme>();

function withFonts(base: Theme, platform: string): Theme {
  let theme = themes.get(base);
  if (theme === undefined) {
    theme = {
      ...base,
      fontFamilyBase: platform === 'linux' ? linuxFont : systemFont,
      fontFamilyMonospace: monospace,
    };
    themes.set(base, theme);
  }
  return theme;
}
