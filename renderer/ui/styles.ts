import { tokens } from '@fluentui/react-components';

export { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';

/** The widths at which the rail changes (ui.md, "Window"), for `useMedia`. */
export const railWidths = {
  /** Icons only. */
  narrow: '(max-width: 899.98px)',
  /** Over the page, closed. */
  hidden: '(max-width: 639.98px)',
} as const;

export const media = { forcedColors: '@media (forced-colors: active)' } as const;

/**
 * From left to right in every language: bytes, code, addresses. Only what is called so is left as it is where the styles
 * of the page are turned round.
 */
export const leftToRight = {
  // What the comment in it leaves of the value is this word.
  direction: 'ltr /* @noflip */' as 'ltr',
  unicodeBidi: 'isolate',
} as const;

/** An icon that points to where reading goes on. */
export const pointsOn = { ':dir(rtl)': { transform: 'scaleX(-1)' } } as const;

/** Text styles, by role. Sizes: 12, 14, 16, 20. */
export const text = {
  caption: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  body: { fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300 },
  subtitle: {
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  title: {
    fontSize: tokens.fontSizeBase500,
    // As high as the tabs that stand beside some: titles of all pages stand at the same height.
    lineHeight: tokens.lineHeightBase600,
    fontWeight: tokens.fontWeightSemibold,
  },
  /** Ligatures off: what is shown is what was sent, sign by sign. */
  mono: {
    ...leftToRight,
    fontFamily: tokens.fontFamilyMonospace,
    // Cascadia Code's SemiLight: its Regular is as heavy as the interface font's SemiBold.
    fontWeight: 350,
    fontVariantLigatures: 'none',
    fontFeatureSettings: '"calt" 0',
  },
  number: { fontVariantNumeric: 'tabular-nums' },
} as const;

/** For assistive technology only. Within what scrolls and has a position, or the document grows longer than the window. */
export const visuallyHidden = {
  position: 'absolute',
  width: '1px',
  height: '1px',
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
} as const;

/** One line, cut with an ellipsis where there is no room. */
export const oneLine = {
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
} as const;

/** A line where reading begins: on the left, and on the right in languages that run from there. */
export function lineAtStart(width: string, color: string) {
  return { borderInlineStartWidth: width, borderInlineStartStyle: 'solid', borderInlineStartColor: color } as const;
}

/** A scroll bar in the theme's colours. */
export const scrollBar = {
  scrollbarWidth: 'thin',
  scrollbarColor: `${tokens.colorNeutralStroke1} transparent`,
} as const;

/** Words about a problem. The danger status colour is too dark for them on the dark theme's page. */
export const problemColor = tokens.colorPaletteRedForeground1;
