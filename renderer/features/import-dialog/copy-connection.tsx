import { useState } from 'react';
import { toErrorInfo } from '../../../contract/errors.ts';
import type { ConnectionSource } from '../../../contract/workbench/effective-request.ts';
import { copyKinds, type CopyKind } from '../../../contract/workbench/importing.ts';
import type { Omission } from '../../../contract/workbench/omission.ts';
import { words } from '../../model/words.ts';
import { MenuItem } from '../../ui/controls.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Dismiss16Regular } from '../../ui/icons.ts';
import { makeStyles, problemColor, text, tokens } from '../../ui/styles.ts';
import { usePageServices } from '../page-context.ts';
import { LeftOutList } from './left-out-list.tsx';
import { errorText } from '../../model/error-text.ts';

const useStyles = makeStyles({
  outcome: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  said: { flexGrow: 1, minWidth: 0 },
  line: { ...text.caption, margin: 0, overflowWrap: 'anywhere' },
  problem: { ...text.caption, margin: 0, overflowWrap: 'anywhere', color: problemColor },
});

export type CopyOutcome =
  | { readonly kind: 'copied'; readonly as: CopyKind; readonly leftOut: readonly Omission[] }
  | { readonly kind: 'failed'; readonly message: string };

/** The items of a menu that copy a connection. Stands in a `MenuList`. */
export function CopyConnectionItems({ onCopy }: { readonly onCopy: (kind: CopyKind) => void }) {
  return copyKinds.map((kind) => (
    <MenuItem key={kind} onClick={() => onCopy(kind)}>
      {words.copyConnection.targets[kind]}
    </MenuItem>
  ));
}

/** Copies a connection, and knows what came of it. */
export function useConnectionCopy(source: ConnectionSource): {
  readonly copy: (kind: CopyKind) => Promise<void>;
  readonly outcome: CopyOutcome | undefined;
  readonly dismiss: () => void;
} {
  const { client, app } = usePageServices();
  const [outcome, setOutcome] = useState<CopyOutcome>();
  const copy = async (kind: CopyKind): Promise<void> => {
    try {
      const { text: command, leftOut } = await client.invoke('workbench.copyAs', { source, kind });
      const isCopied = await app.copy(command);
      setOutcome(
        isCopied ? { kind: 'copied', as: kind, leftOut } : { kind: 'failed', message: words.copyConnection.failed },
      );
    } catch (error) {
      setOutcome({ kind: 'failed', message: `${words.copyConnection.failed}: ${errorText(toErrorInfo(error))}` });
    }
  };
  return { copy, outcome, dismiss: () => setOutcome(undefined) };
}

interface CopyOutcomeProps {
  readonly outcome: CopyOutcome | undefined;
  readonly onDismiss: () => void;
}

/** What came of copying a connection: above all what the copy cannot say. */
export function CopyOutcomeLine({ outcome, onDismiss }: CopyOutcomeProps) {
  const styles = useStyles();
  // The live region stays, so that what comes of it is announced.
  return (
    <div aria-live="polite">
      {outcome !== undefined && (
        <div className={styles.outcome}>
          <div className={styles.said}>
            {outcome.kind === 'copied' ? (
              <>
                <p className={styles.line}>{words.copyConnection.copied(outcome.as)}</p>
                <LeftOutList title={words.copyConnection.cannot} items={outcome.leftOut} />
              </>
            ) : (
              <p className={styles.problem}>{outcome.message}</p>
            )}
          </div>
          <IconButton label={words.copyConnection.dismiss} icon={Dismiss16Regular} onClick={onDismiss} />
        </div>
      )}
    </div>
  );
}
