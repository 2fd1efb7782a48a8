import { text, tokens } from '../../ui/styles.ts';

/** A list with details beside or below it, in a frame: the transcript, and what is laid out as it is. */
export const paneStyles = {
  frame: {
    display: 'flex',
    flexDirection: 'column',
    height: '100%',
    boxSizing: 'border-box',
    overflow: 'hidden',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  body: {
    containerName: 'transcript-body',
    containerType: 'inline-size',
    flexGrow: 1,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
  },
  panes: {
    flexGrow: 1,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    '@container transcript-body (min-width: 760px)': { flexDirection: 'row' },
  },
  list: {
    containerName: 'transcript',
    containerType: 'inline-size',
    flex: '1 1 0',
    minHeight: '84px',
    minWidth: 0,
    display: 'flex',
  },
  empty: {
    flexGrow: 1,
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: tokens.spacingVerticalXS,
    padding: tokens.spacingHorizontalXL,
    textAlign: 'center',
  },
  emptyTitle: { ...text.body, margin: 0 },
  emptyText: { ...text.caption, margin: 0, color: tokens.colorNeutralForeground3 },
} as const;
