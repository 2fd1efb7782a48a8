import type { SessionId } from '../../contract/sessions.ts';
import { explainError, type Circumstances, type Remedy } from '../model/explain-error.ts';
import { explainFaultWithField } from '../model/explain-fault.ts';
import type { Status } from '../model/page-status.ts';
import { isolationHref } from '../model/isolation-link.ts';
import { secureHref } from '../model/secure-link.ts';
import { troubleshootHref } from '../model/troubleshoot-link.ts';
import { words } from '../model/words.ts';
import { Button, Link } from '../ui/controls.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { CheckmarkCircle20Filled, Dismiss16Regular, ErrorCircle20Filled } from '../ui/icons.ts';
import { makeStyles, mergeClasses, text, tokens, visuallyHidden } from '../ui/styles.ts';
import { useStore } from './use-store.ts';
import { Explanation } from './explanation.tsx';
import { usePageServices } from './page-context.ts';
import type { ScenarioView } from './use-scenario.ts';

const useStyles = makeStyles({
  region: { display: 'block', flexShrink: 0 },
  band: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalS,
    boxSizing: 'border-box',
    minHeight: '40px',
    // The sample's status area: no higher than this, then it scrolls.
    maxHeight: '200px',
    overflowY: 'auto',
    position: 'relative',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  done: {
    backgroundColor: tokens.colorStatusSuccessBackground1,
    color: tokens.colorStatusSuccessForeground1,
    borderTopColor: tokens.colorStatusSuccessBorder1,
  },
  error: {
    backgroundColor: tokens.colorStatusDangerBackground1,
    color: tokens.colorStatusDangerForeground1,
    borderTopColor: tokens.colorStatusDangerBorder1,
  },
  icon: { flexShrink: 0, height: '24px', display: 'flex', alignItems: 'center' },
  // What can be done stands beside what is said, or below it where that would be narrow.
  content: {
    flexGrow: 1,
    minWidth: 0,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
  },
  message: { flex: '1 1 360px', minWidth: 0, minHeight: '24px', display: 'flex', alignItems: 'center' },
  actions: { display: 'flex', alignItems: 'flex-start', gap: tokens.spacingHorizontalS },
  line: { ...text.body, fontWeight: tokens.fontWeightSemibold, margin: 0, overflowWrap: 'anywhere' },
  why: { lineHeight: '24px' },
  word: visuallyHidden,
});

export interface StatusBandProps {
  readonly status: Status | undefined;
  /** The session whose failure to connect it tells of. */
  readonly failedSession: SessionId | undefined;
  /** The address of the last attempt to connect. */
  readonly attemptedUrl: string | undefined;
  /** Whether the address is one of the built-in server's. */
  readonly isServerAddress: boolean;
  readonly onDismiss: () => void;
  /** Puts in an address of the built-in server. */
  readonly onTakeServerAddress: () => void;
}

/** The status area of a scenario's page. */
export function ScenarioStatus({ view: { page, status } }: { readonly view: ScenarioView }) {
  const isServerAddress = useStore(page.store, ({ drafts }) => drafts.follows !== undefined);
  return (
    <StatusBand
      status={status}
      failedSession={page.failedSession}
      attemptedUrl={page.attemptedUrl}
      isServerAddress={isServerAddress}
      onDismiss={() => page.dismissStatus()}
      onTakeServerAddress={() => page.takeServerAddress()}
    />
  );
}

/** The sample's status area: what the last action came to. Gone when there is nothing to say. */
export function StatusBand(props: StatusBandProps) {
  const styles = useStyles();
  const { status, failedSession, onDismiss } = props;
  // The live region stays when the band goes, so that the next status is announced.
  return (
    <output className={styles.region} aria-live="assertive" aria-label={words.status.label} data-region="status">
      {status !== undefined && (
        <div className={mergeClasses(styles.band, isGood(status) ? styles.done : styles.error)}>
          <span className={styles.icon} aria-hidden>
            {isGood(status) ? <CheckmarkCircle20Filled /> : <ErrorCircle20Filled />}
          </span>
          <div className={styles.content}>
            <div className={styles.message}>
              {status.kind === 'failed' ? (
                <Failure {...props} status={status} />
              ) : (
                <p className={styles.line}>
                  {!isGood(status) && <span className={styles.word}>{words.status.error}: </span>}
                  {sentence(status)}
                </p>
              )}
            </div>
            <div className={styles.actions}>
              {failedSession !== undefined && (
                <Link className={styles.why} href={troubleshootHref(failedSession)}>
                  {words.troubleshoot.findOutWhy}
                </Link>
              )}
              {status.kind === 'failed' && <RemedyButton {...props} status={status} />}
            </div>
          </div>
          <IconButton label={words.status.dismiss} icon={Dismiss16Regular} onClick={onDismiss} />
        </div>
      )}
    </output>
  );
}

type Failed = Extract<Status, { kind: 'failed' }>;
type FailureProps = StatusBandProps & { readonly status: Failed };

function Failure({ status, isServerAddress }: FailureProps) {
  const styles = useStyles();
  const circumstances = useCircumstances(isServerAddress);
  return (
    <>
      <span className={styles.word}>{words.status.error}: </span>
      <Explanation error={status.error} circumstances={circumstances} />
    </>
  );
}

function RemedyButton({ status, attemptedUrl, isServerAddress, onDismiss, onTakeServerAddress }: FailureProps) {
  const { app } = usePageServices();
  const circumstances = useCircumstances(isServerAddress);
  const { remedy } = explainError(status.error, circumstances);
  if (remedy === undefined) return null;
  const carryOut: Readonly<Record<Remedy, () => void>> = {
    startServer: () => {
      onDismiss();
      void app.startServer();
    },
    serverAddress: () => {
      onDismiss();
      onTakeServerAddress();
    },
    lookAtCertificate: () => {
      window.location.hash = secureHref(attemptedUrl);
    },
    networkIsolation: () => {
      window.location.hash = isolationHref(attemptedUrl);
    },
  };
  return (
    <Button size="small" onClick={carryOut[remedy]}>
      {words.remedies[remedy]}
    </Button>
  );
}

function useCircumstances(isServerAddress: boolean): Circumstances {
  const { app } = usePageServices();
  const isServerRunning = useStore(app.store, ({ server }) => server.kind === 'running' || server.kind === 'starting');
  return { isServerRunning, isServerAddress };
}

/** Normal closure, going away, no code (RFC 6455, 7.4.1). */
const goodCodes = new Set([1000, 1001, 1005]);

function isGood(status: Status): boolean {
  if (status.kind === 'closedByServer') return goodCodes.has(status.code);
  return status.kind === 'done';
}

function sentence(status: Exclude<Status, Failed>): string {
  switch (status.kind) {
    case 'done':
      return words.status.done[status.what];
    case 'closedByServer':
      return words.status.closedByServer(status.code, status.reason);
    case 'fault':
      return explainFaultWithField(status.fault);
  }
}
