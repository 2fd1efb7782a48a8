import { explainError, type Circumstances, type Remedy } from '../model/explain-error.ts';
import { explainFaultWithField } from '../model/explain-fault.ts';
import type { Status } from '../model/page-status.ts';
import { isolationHref } from '../model/isolation-link.ts';
import type { ScenarioPage } from '../model/scenario-page.ts';
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
  message: { flexGrow: 1, minWidth: 0, minHeight: '24px', display: 'flex', alignItems: 'center' },
  line: { ...text.body, fontWeight: tokens.fontWeightSemibold, margin: 0, overflowWrap: 'anywhere' },
  remedy: { flexShrink: 0 },
  why: { flexShrink: 0, lineHeight: '24px' },
  word: visuallyHidden,
});

/** The sample's status area: what the last action came to. Gone when there is nothing to say. */
export function StatusBand({ view }: { readonly view: ScenarioView }) {
  const styles = useStyles();
  const { page, status } = view;
  // The live region stays when the band goes, so that the next status is announced.
  return (
    <output className={styles.region} aria-live="assertive" aria-label={words.status.label} data-region="status">
      {status !== undefined && (
        <div className={mergeClasses(styles.band, isGood(status) ? styles.done : styles.error)}>
          <span className={styles.icon} aria-hidden>
            {isGood(status) ? <CheckmarkCircle20Filled /> : <ErrorCircle20Filled />}
          </span>
          <div className={styles.message}>
            {status.kind === 'failed' ? (
              <Failure page={page} status={status} />
            ) : (
              <p className={styles.line}>
                {!isGood(status) && <span className={styles.word}>{words.status.error}: </span>}
                {sentence(status)}
              </p>
            )}
          </div>
          {page.failedSession !== undefined && (
            <Link className={styles.why} href={troubleshootHref(page.failedSession)}>
              {words.troubleshoot.findOutWhy}
            </Link>
          )}
          {status.kind === 'failed' && <RemedyButton page={page} status={status} />}
          <IconButton label={words.status.dismiss} icon={Dismiss16Regular} onClick={() => page.dismissStatus()} />
        </div>
      )}
    </output>
  );
}

type Failed = Extract<Status, { kind: 'failed' }>;

function Failure({ page, status }: { readonly page: ScenarioPage; readonly status: Failed }) {
  const styles = useStyles();
  const circumstances = useCircumstances(page);
  return (
    <>
      <span className={styles.word}>{words.status.error}: </span>
      <Explanation error={status.error} circumstances={circumstances} />
    </>
  );
}

function RemedyButton({ page, status }: { readonly page: ScenarioPage; readonly status: Failed }) {
  const styles = useStyles();
  const { app } = usePageServices();
  const circumstances = useCircumstances(page);
  const { remedy } = explainError(status.error, circumstances);
  if (remedy === undefined) return null;
  const carryOut: Readonly<Record<Remedy, () => void>> = {
    startServer: () => {
      page.dismissStatus();
      void app.startServer();
    },
    serverAddress: () => {
      page.dismissStatus();
      page.takeServerAddress();
    },
    lookAtCertificate: () => {
      window.location.hash = secureHref(page.attemptedUrl);
    },
    networkIsolation: () => {
      window.location.hash = isolationHref(page.attemptedUrl);
    },
  };
  return (
    <Button className={styles.remedy} size="small" onClick={carryOut[remedy]}>
      {words.remedies[remedy]}
    </Button>
  );
}

function useCircumstances(page: ScenarioPage): Circumstances {
  const { app } = usePageServices();
  const isServerRunning = useStore(app.store, ({ server }) => server.kind === 'running' || server.kind === 'starting');
  const isServerAddress = useStore(page.store, ({ drafts }) => drafts.follows !== undefined);
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
