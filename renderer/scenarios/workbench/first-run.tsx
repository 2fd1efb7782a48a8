import { useState, type ReactNode } from 'react';
import { usePageServices } from '../../features/page-context.ts';
import { addressFieldId } from '../../features/page-keys.ts';
import { Explanation } from '../../features/explanation.tsx';
import { useStore } from '../../features/use-store.ts';
import type { Workbench } from '../../model/workbench/workbench.ts';
import { words } from '../../model/words.ts';
import { Button } from '../../ui/controls.ts';
import { ArrowImport16Regular, Play16Regular, PlugConnected16Regular, type Icon } from '../../ui/icons.ts';
import { makeStyles, scrollBar, text, tokens } from '../../ui/styles.ts';
import { TextField } from '../../ui/text-field.tsx';

const useStyles = makeStyles({
  scroll: { ...scrollBar, flexGrow: 1, minHeight: 0, overflowY: 'auto' },
  part: {
    boxSizing: 'border-box',
    maxWidth: '640px',
    margin: '0 auto',
    padding: `clamp(24px, 10vh, 96px) ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalXXL}`,
    display: 'flex',
    flexDirection: 'column',
  },
  title: { ...text.title, margin: 0 },
  sentence: {
    ...text.body,
    margin: `${tokens.spacingVerticalXS} 0 ${tokens.spacingVerticalL}`,
    color: tokens.colorNeutralForeground2,
  },
  way: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalL} 0`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  icon: { marginTop: tokens.spacingVerticalXXS, color: tokens.colorCompoundBrandForeground1 },
  name: { ...text.subtitle, margin: 0 },
  text: { ...text.body, margin: `0 0 ${tokens.spacingVerticalM}`, color: tokens.colorNeutralForeground2 },
  own: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalS,
    alignItems: 'end',
  },
  // Level with the box: the line below it is the hint's.
  button: { marginBottom: `calc(${tokens.lineHeightBase200} + ${tokens.spacingVerticalXS})` },
});

interface FirstRunProps {
  readonly workbench: Workbench;
  readonly onImport: () => void;
}

/** An empty workbench: three ways to begin. */
export function FirstRun({ workbench, onImport }: FirstRunProps) {
  const styles = useStyles();
  const { app } = usePageServices();
  const server = useStore(app.store, (state) => state.server);
  const [address, setAddress] = useState('');
  const { first } = words.workbench;
  const connect = (): void => {
    if (address.trim() !== '') void workbench.openAndConnect(address.trim());
  };
  return (
    <div className={styles.scroll} data-region="form">
      <div className={styles.part}>
        <h2 className={styles.title}>{first.title}</h2>
        <p className={styles.sentence}>{first.sentence}</p>
        <Way icon={Play16Regular} name={first.builtIn} text={first.builtInText}>
          <Button appearance="primary" onClick={() => void workbench.talkToBuiltIn()}>
            {first.builtIn}
          </Button>
          {server.kind === 'failed' && <Explanation error={server.error} />}
        </Way>
        <Way icon={PlugConnected16Regular} name={first.own} text={first.ownText}>
          <div className={styles.own}>
            <TextField
              ref={null}
              id={addressFieldId}
              label={words.workbench.bar.address}
              mono
              value={address}
              placeholder="wss://"
              onChange={setAddress}
              onEnter={connect}
            />
            <Button className={styles.button} onClick={connect}>
              {first.connect}
            </Button>
          </div>
        </Way>
        <Way icon={ArrowImport16Regular} name={words.workbench.library.import} text={first.importText}>
          <Button onClick={onImport}>{first.import}</Button>
        </Way>
      </div>
    </div>
  );
}

interface WayProps {
  readonly icon: Icon;
  readonly name: string;
  readonly text: string;
  readonly children: ReactNode;
}

function Way({ icon: WayIcon, name, text: explanation, children }: WayProps) {
  const styles = useStyles();
  return (
    <section className={styles.way} aria-label={name}>
      <WayIcon className={styles.icon} aria-hidden />
      <div>
        <h3 className={styles.name}>{name}</h3>
        <p className={styles.text}>{explanation}</p>
        {children}
      </div>
    </section>
  );
}
