import type { ReactNode } from 'react';
import type { Section } from '../../model/connection-editor/sections.ts';
import { makeStyles, tokens } from '../../ui/styles.ts';
import { AddressSection } from './address-section.tsx';
import { AuthSection } from './auth-section.tsx';
import { CertificatesSection } from './certificates-section.tsx';
import { CompressionSection } from './compression-section.tsx';
import type { EditorView } from './editor-view.ts';
import { HabitsSection } from './habits-section.tsx';
import { LimitsSection } from './limits-section.tsx';
import { NotesSection } from './notes-section.tsx';
import { ProxySection } from './proxy-section.tsx';
import { RowsSection } from './rows-section.tsx';
import { SectionTabs } from './section-tabs.tsx';
import { SubprotocolsSection } from './subprotocols-section.tsx';
import { VariablesSection } from './variables-section.tsx';

const useStyles = makeStyles({
  editor: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    minWidth: 0,
    containerType: 'inline-size',
    containerName: 'editor',
  },
  panel: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, minWidth: 0 },
});

interface SectionPanelProps {
  readonly view: EditorView;
  readonly shown: readonly Section[];
}

/** The tabs of an editor, and the section that was chosen. */
export function SectionPanel({ view, shown }: SectionPanelProps) {
  const styles = useStyles();
  const panelId = view.idOf('panel');
  return (
    <div className={styles.editor}>
      <SectionTabs view={view} shown={shown} panelId={panelId} />
      <div id={panelId} role="tabpanel" aria-labelledby={`${panelId}-${view.section}`} className={styles.panel}>
        {sectionBody(view)}
      </div>
    </div>
  );
}

function sectionBody(view: EditorView): ReactNode {
  switch (view.section) {
    case 'address':
      return <AddressSection view={view} />;
    case 'headers':
    case 'cookies':
      return <RowsSection key={view.section} view={view} name={view.section} />;
    case 'subprotocols':
      return <SubprotocolsSection view={view} />;
    case 'auth':
      return <AuthSection view={view} />;
    case 'certificates':
      return <CertificatesSection view={view} />;
    case 'proxy':
      return <ProxySection view={view} />;
    case 'compression':
      return <CompressionSection view={view} />;
    case 'limits':
      return <LimitsSection view={view} />;
    case 'habits':
      return <HabitsSection view={view} />;
    case 'variables':
      return <VariablesSection view={view} />;
    case 'notes':
      return <NotesSection view={view} />;
  }
}
