import type { ReactNode } from 'react';
import type { FileSource } from '../../contract/commands/command.ts';
import type { ErrorInfo } from '../../contract/errors.ts';
import { makeStyles, mergeClasses, tokens } from '../ui/styles.ts';
import { usePageServices } from './page-context.ts';
import { useFileDrop } from './use-file-drop.ts';

const useStyles = makeStyles({
  underFile: {
    borderRadius: tokens.borderRadiusMedium,
    outline: `2px solid ${tokens.colorCompoundBrandStroke}`,
    outlineOffset: '2px',
  },
  // Over what is in it, whatever its background.
  paneUnderFile: { borderRadius: 0, outlineOffset: '-2px' },
});

interface DropTargetProps {
  /** Does with the file what the button does with one that is chosen. */
  readonly onDrop: (source: FileSource) => void | Promise<void>;
  /** Told of what is no file. Default: it is said above the page. */
  readonly onFailed?: (error: ErrorInfo) => void;
  /** Whether none is taken now. */
  readonly disabled?: boolean;
  /** Whether it is a pane from edge to edge: what shows the file lies within. */
  readonly isPane?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A part of a page on which a file can be dropped, in the place of choosing it with a button. */
export function DropTarget(props: DropTargetProps) {
  const { onDrop, onFailed, disabled = false, isPane = false, className, children } = props;
  const styles = useStyles();
  const { app } = usePageServices();
  const drop = useFileDrop({
    dropped: onDrop,
    failed: onFailed ?? ((error) => app.report(error)),
    isOff: disabled,
  });
  return (
    <div
      className={mergeClasses(
        className,
        drop.isOver && styles.underFile,
        drop.isOver && isPane && styles.paneUnderFile,
      )}
      {...drop.handlers}
    >
      {children}
    </div>
  );
}
