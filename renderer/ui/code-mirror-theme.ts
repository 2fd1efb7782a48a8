import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tokens } from '@fluentui/react-components';
import { tags } from '@lezer/highlight';
import { scrollBar, text } from './styles.ts';

/** The same colours as the page's code view. The tokens follow the theme by themselves. */
const colors = HighlightStyle.define([
  { tag: tags.comment, color: tokens.colorNeutralForeground3 },
  { tag: [tags.propertyName, tags.tagName, tags.typeName], color: tokens.colorBrandForeground1 },
  { tag: [tags.string, tags.attributeValue], color: tokens.colorPaletteGreenForeground1 },
  { tag: [tags.number, tags.bool, tags.null], color: tokens.colorPaletteDarkOrangeForeground1 },
  { tag: [tags.attributeName, tags.keyword, tags.processingInstruction], color: tokens.colorPaletteBerryForeground1 },
]);

const theme = EditorView.theme({
  '&': {
    flexGrow: '1',
    minHeight: '0',
    color: tokens.colorNeutralForeground1,
    backgroundColor: 'transparent',
    fontSize: tokens.fontSizeBase200,
  },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { ...text.mono, ...scrollBar, fontWeight: '350', lineHeight: tokens.lineHeightBase300 },
  '.cm-content': { caretColor: tokens.colorNeutralForeground1, padding: `${tokens.spacingVerticalXS} 0` },
  '.cm-placeholder': { color: tokens.colorNeutralForeground4 },
  '.cm-gutters': {
    color: tokens.colorNeutralForeground3,
    backgroundColor: 'transparent',
    borderInlineEnd: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '28px', padding: `0 ${tokens.spacingHorizontalS} 0 0` },
  '.cm-template': {
    color: tokens.colorBrandForeground2,
    backgroundColor: tokens.colorBrandBackground2,
    borderRadius: tokens.borderRadiusSmall,
    '& *': { color: 'inherit' },
  },
  '&.cm-focused .cm-matchingBracket, &.cm-focused .cm-nonmatchingBracket': {
    backgroundColor: 'transparent',
    outline: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
  },
  '.cm-specialChar': { color: tokens.colorPaletteRedForeground1 },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: `underline wavy ${tokens.colorPaletteRedForeground1}`,
    textDecorationSkipInk: 'none',
  },
  '.cm-lintRange-warning': {
    backgroundImage: 'none',
    textDecoration: `underline wavy ${tokens.colorPaletteDarkOrangeForeground1}`,
    textDecorationSkipInk: 'none',
  },
  '.cm-lintPoint:after': { borderBottomColor: tokens.colorPaletteRedForeground1 },
  '.cm-tooltip': {
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: tokens.shadow16,
    fontFamily: tokens.fontFamilyBase,
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { ...text.mono, fontWeight: '350', maxWidth: 'min(480px, 90vw)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    justifyContent: 'space-between',
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalS}`,
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    color: tokens.colorNeutralForegroundOnBrand,
    backgroundColor: tokens.colorBrandBackground,
  },
  '@media (forced-colors: active)': {
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
      color: 'HighlightText',
      backgroundColor: 'Highlight',
      forcedColorAdjust: 'none',
    },
  },
  '.cm-completionMatchedText': { textDecoration: 'underline' },
  '.cm-completionDetail': {
    fontFamily: tokens.fontFamilyBase,
    fontStyle: 'normal',
    marginInlineStart: tokens.spacingHorizontalL,
    color: 'inherit',
  },
  '.cm-diagnostic': { borderInlineStart: 'none', padding: tokens.spacingHorizontalS },
});

/** How the editor looks, in light, dark and high contrast. */
export const editorTheme: Extension = [theme, syntaxHighlighting(colors)];
