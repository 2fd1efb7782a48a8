import { useEffect, useId, useRef, type ReactNode } from 'react';
import { DropTarget } from '../../features/drop-target.tsx';
import { useStore } from '../../features/use-store.ts';
import type { TrustState } from '../../../contract/secure-connections.ts';
import { foreignText, formatDay, formatFingerprint, revocationListText, utcDay } from '../../model/certificate-text.ts';
import type { SecureConnectionsPage } from '../../model/secure-connections-page.ts';
import { words } from '../../model/words.ts';
import { Button } from '../../ui/controls.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Delete16Regular, Dismiss16Regular } from '../../ui/icons.ts';
import { Option } from '../../ui/option.tsx';
import { PushButton } from '../../ui/push-button.tsx';
import { makeStyles, oneLine, text, tokens } from '../../ui/styles.ts';
import { useNow } from '../../ui/use-now.ts';
import { Section } from '../../features/section.tsx';

const useStyles = makeStyles({
  // Without what was removed there is no gap either.
  region: { display: 'block', ':empty': { marginTop: `calc(-1 * ${tokens.spacingVerticalM})` } },
  quiet: { ...text.caption, margin: 0, color: tokens.colorNeutralForeground2 },
  groups: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  heading: { ...text.caption, fontWeight: tokens.fontWeightSemibold, margin: 0, color: tokens.colorNeutralForeground2 },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  entry: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalS,
    alignItems: 'center',
    padding: `${tokens.spacingVerticalXS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  what: { ...text.body, margin: 0, overflowWrap: 'anywhere' },
  line: { ...text.caption, margin: 0, color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  sha256: { ...text.caption, ...text.mono, ...oneLine, margin: 0, color: tokens.colorNeutralForeground2 },
  undo: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  undone: { ...text.caption, flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  add: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** Everything that is trusted besides what comes with the app, each with a button that ends it. */
export function TrustedList({ page }: { readonly page: SecureConnectionsPage }) {
  const styles = useStyles();
  const trust = useStore(page.store, (state) => state.trust);
  const { trusted } = words.certificates;
  if (trust === undefined) return null;
  const { authorities, pins, exceptions, revocationLists } = trust;
  const count = authorities.length + pins.length + exceptions.length + revocationLists.length;
  return (
    <Section title={trusted.title} region="trusted">
      {/* The live region stays, so that what was removed is announced. */}
      <output className={styles.region}>
        <UndoLine page={page} />
      </output>
      <div className={styles.groups}>
        {count === 0 ? <p className={styles.quiet}>{trusted.nothing}</p> : <Lists page={page} trust={trust} />}
        <Option
          label={trusted.replaceSystem}
          explanation={
            trust.replaceSystem && trust.authorities.length === 0
              ? trusted.replaceSystemNobody
              : trusted.replaceSystemLine
          }
          checked={trust.replaceSystem}
          onChange={(checked) => void page.setReplaceSystem(checked)}
        />
        <div className={styles.add}>
          <DropTarget onDrop={(source) => page.addAuthority(source)}>
            <Button size="small" onClick={() => void page.addAuthority()}>
              {trusted.addAuthority}
            </Button>
          </DropTarget>
          <DropTarget onDrop={(source) => page.addRevocationList(source)}>
            <Button size="small" onClick={() => void page.addRevocationList()}>
              {trusted.addRevocationList}
            </Button>
          </DropTarget>
        </div>
      </div>
    </Section>
  );
}

function Lists({ page, trust }: { readonly page: SecureConnectionsPage; readonly trust: TrustState }) {
  // As of when the page was entered: a list lasts for days.
  const now = useNow(false);
  const { trusted } = words.certificates;
  return (
    <>
      <List title={trusted.exceptions}>
        {trust.exceptions.map(({ id, host, port, errors, subject, sha256, addedAt }) => (
          <Entry
            key={id}
            page={page}
            id={id}
            what={`${foreignText(host)}:${port}`}
            line={`${trusted.exception(errors.join(', '), foreignText(subject))}, ${trusted.since(formatDay(addedAt))}`}
            sha256={sha256}
          />
        ))}
      </List>
      <List title={trusted.pins}>
        {trust.pins.map(({ id, host, kind, subject, sha256, addedAt }) => (
          <Entry
            key={id}
            page={page}
            id={id}
            what={foreignText(host)}
            line={`${trusted.pin(trusted.pinOf[kind], foreignText(subject))}, ${trusted.since(formatDay(addedAt))}`}
            sha256={sha256}
          />
        ))}
      </List>
      <List title={trusted.authorities}>
        {trust.authorities.map(({ id, certificate, addedAt }) => (
          <Entry
            key={id}
            page={page}
            id={id}
            what={foreignText(certificate.subject)}
            line={[
              ...(certificate.isAuthority ? [] : [trusted.notAnAuthority]),
              ...(certificate.validTo === undefined ? [] : [trusted.authority(utcDay(certificate.validTo))]),
              trusted.since(formatDay(addedAt)),
            ].join(', ')}
            sha256={certificate.sha256}
          />
        ))}
      </List>
      <List title={trusted.revocationLists}>
        {trust.revocationLists.map((list) => (
          <Entry
            key={list.id}
            page={page}
            id={list.id}
            what={foreignText(list.issuer)}
            line={revocationListText(list, now)}
          />
        ))}
      </List>
    </>
  );
}

function List({ title, children }: { readonly title: string; readonly children: readonly ReactNode[] }) {
  const styles = useStyles();
  const id = useId();
  if (children.length === 0) return null;
  return (
    <div>
      <h3 id={id} className={styles.heading}>
        {title}
      </h3>
      <ul className={styles.list} aria-labelledby={id}>
        {children}
      </ul>
    </div>
  );
}

interface EntryProps {
  readonly page: SecureConnectionsPage;
  readonly id: string;
  readonly what: string;
  readonly line: string;
  readonly sha256?: string;
}

function Entry({ page, id, what, line, sha256 }: EntryProps) {
  const styles = useStyles();
  const shown = sha256 === undefined ? undefined : formatFingerprint(sha256);
  return (
    <li className={styles.entry}>
      <div>
        <p className={styles.what}>{what}</p>
        <p className={styles.line}>{line}</p>
        {shown !== undefined && (
          <p className={styles.sha256} title={shown}>
            {shown}
          </p>
        )}
      </div>
      <IconButton
        label={words.certificates.trusted.remove(what)}
        icon={Delete16Regular}
        onClick={() => void page.remove(id, what)}
      />
    </li>
  );
}

function UndoLine({ page }: { readonly page: SecureConnectionsPage }) {
  const styles = useStyles();
  const removed = useStore(page.store, (state) => state.removed);
  const ref = useRef<HTMLButtonElement>(null);
  const { trusted } = words.certificates;
  // The entry has gone, and the focus with it.
  useEffect(() => {
    if (removed !== undefined && document.activeElement === document.body) ref.current?.focus();
  }, [removed]);
  if (removed === undefined) return null;
  return (
    <div className={styles.undo}>
      <span className={styles.undone}>{trusted.removed(removed.what)}</span>
      <PushButton label={trusted.undo} disabled={false} onClick={() => void page.undo()} ref={ref} />
      <IconButton label={trusted.dismiss} icon={Dismiss16Regular} onClick={() => page.forgetRemoved()} />
    </div>
  );
}
