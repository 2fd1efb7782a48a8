import { useEffect, useMemo } from 'react';
import type { PayloadViewName } from '../../model/payload/fitting-view.ts';
import { jsonLines } from '../../model/payload/json-lines.ts';
import type { PayloadTree } from '../../model/payload/payload-tree.ts';
import type { ReadFault } from '../../model/payload/read-fault.ts';
import { words } from '../../model/words.ts';
import { CopyButton } from '../copy-button.tsx';
import { FaultNotice } from './fault-notice.tsx';
import { LinesView } from './lines-view.tsx';
import { useMessageStyles } from './message-styles.ts';
import { TreeView } from './tree-view.tsx';

interface ReadViewProps {
  readonly view: PayloadViewName;
  readonly bytes: Uint8Array;
  /** Called where there is a fault and the view was not chosen by a person: another one is shown then. */
  readonly onGiveWay: (() => void) | undefined;
}

/** A payload as the tree of its values. */
export function StructureView({ tree, ...rest }: ReadViewProps & { readonly tree: PayloadTree }) {
  return (
    <Read {...rest} fault={tree.fault}>
      <TreeView tree={tree} />
    </Read>
  );
}

/** A payload as indented lines. */
export function IndentedView({
  lines,
  fault,
  ...rest
}: ReadViewProps & { readonly lines: readonly string[]; readonly fault: ReadFault | undefined }) {
  const styles = useMessageStyles();
  const text = useMemo(() => lines.join('\n'), [lines]);
  return (
    <Read {...rest} fault={fault}>
      <LinesView lines={lines} />
      <div className={styles.foot}>
        <span className={styles.grows} />
        <CopyButton label={words.detail.copy} text={text} />
      </div>
    </Read>
  );
}

/** JSON as indented lines; of what is none, as many as there are before the fault. */
export function JsonLinesView({ tree, ...rest }: ReadViewProps & { readonly tree: PayloadTree }) {
  const lines = useMemo(() => jsonLines(rest.bytes, tree.nodes), [rest.bytes, tree]);
  return <IndentedView {...rest} lines={lines} fault={tree.fault} />;
}

interface ReadProps extends ReadViewProps {
  readonly fault: ReadFault | undefined;
  readonly children: React.ReactNode;
}

function Read({ view, bytes, onGiveWay, fault, children }: ReadProps) {
  const styles = useMessageStyles();
  const givesWay = fault !== undefined && onGiveWay !== undefined;
  useEffect(() => {
    if (givesWay) onGiveWay();
  }, [givesWay, onGiveWay]);
  if (givesWay) return null;
  return (
    <div className={styles.view}>
      {fault !== undefined && <FaultNotice fault={fault} view={view} bytes={bytes} />}
      {children}
    </div>
  );
}
