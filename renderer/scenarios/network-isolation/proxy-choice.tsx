import { useEffect, useRef } from 'react';
import { DropTarget } from '../../features/drop-target.tsx';
import { Explanation } from '../../features/explanation.tsx';
import { Section } from '../../features/section.tsx';
import { useStore } from '../../features/use-store.ts';
import { controlHref } from '../../model/control-link.ts';
import { hasProxyChanges, type ProxyForm, type ProxyFormState } from '../../model/proxy-form.ts';
import { words } from '../../model/words.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Link } from '../../ui/controls.ts';
import { PushButton } from '../../ui/push-button.tsx';
import { RadioChoice } from '../../ui/radio-choice.tsx';
import { makeStyles, mergeClasses, oneLine, problemColor, text, tokens } from '../../ui/styles.ts';
import { TextField } from '../../ui/text-field.tsx';
import { FileProblem } from './file-problem.tsx';

const useStyles = makeStyles({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXS,
    alignItems: 'start',
    '& > *': { minWidth: 0 },
  },
  address: { gridTemplateColumns: 'minmax(0, 1fr) 112px' },
  login: { gridTemplateColumns: 'repeat(auto-fit, minmax(min(180px, 100%), 1fr))' },
  file: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minWidth: 0 },
  name: { ...text.caption, ...oneLine },
  note: { ...text.caption, margin: 0, color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
  fault: { color: problemColor },
  foot: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  status: { ...text.caption, color: tokens.colorNeutralForeground2, flex: '1 1 160px' },
});

const kinds = ['system', 'none', 'fixed', 'script'] as const;
const servers = ['http', 'socks5'] as const;
const passwordId = 'proxy-password';
const hostId = 'proxy-host';

/** Which proxies connections go through. */
export function ProxyChoice({ form }: { readonly form: ProxyForm }) {
  const styles = useStyles();
  const state = useStore(form.store);
  const { proxies, draft, fault, problem, saving, shown } = state;
  const ref = useRef<HTMLDivElement>(null);
  const { proxies: says } = words.isolation;
  useEffect(() => {
    if (shown === undefined || proxies === undefined) return;
    const password = shown.part === 'proxyPassword' ? document.getElementById(passwordId) : null;
    const target = password ?? ref.current?.querySelector<HTMLElement>('input:checked') ?? null;
    target?.focus();
    ref.current?.scrollIntoView({ block: 'nearest' });
    // Only when a link leads here, not when the setting changes.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [shown]);
  useEffect(() => {
    if (fault?.field === 'host' || fault?.field === 'port') document.getElementById(`proxy-${fault.field}`)?.focus();
  }, [fault]);
  const isChanged = hasProxyChanges(state);
  const apply = (): void => void form.apply();
  return (
    <div ref={ref}>
      <Section title={says.title} region="proxy">
        {proxies?.problem !== undefined && (
          <FileProblem title={says.problem.title} problem={proxies.problem} advice={says.problem.advice} />
        )}
        <RadioChoice
          label={says.choose}
          value={draft.kind}
          options={kinds.map((value) => ({ value, label: says.kinds[value].label, line: says.kinds[value].line }))}
          disabled={proxies === undefined}
          onChange={(kind) => form.edit({ kind })}
        />
        {draft.kind === 'system' && shown?.part === 'proxyPassword' && (
          <p className={styles.note}>
            {says.systemLogin} <Link href={controlHref('proxyCredential')}>{says.systemLoginLink}</Link>
          </p>
        )}
        {draft.kind === 'fixed' && <FixedFields form={form} state={state} onEnter={apply} />}
        {draft.kind === 'script' && <ScriptField form={form} state={state} />}
        {problem !== undefined && <Explanation error={problem} />}
        <div className={styles.foot}>
          <ActionButton label={says.apply} isWaiting={!isChanged || saving === 'busy'} onClick={apply} />
          <output className={styles.status} aria-label={says.status}>
            {statusText(state, isChanged)}
          </output>
        </div>
      </Section>
    </div>
  );
}

interface PartProps {
  readonly form: ProxyForm;
  readonly state: ProxyFormState;
}

function FixedFields({ form, state, onEnter }: PartProps & { readonly onEnter: () => void }) {
  const styles = useStyles();
  const { draft, fault, proxies } = state;
  const { proxies: says } = words.isolation;
  const setting = proxies?.setting;
  const hasPassword = setting?.kind === 'fixed' && setting.hasPassword && setting.userName === draft.userName.trim();
  return (
    <div className={styles.fields}>
      <RadioChoice
        label={says.server}
        value={draft.server}
        isHorizontal
        options={servers.map((value) => ({ value, label: says.servers[value] }))}
        onChange={(server) => form.edit({ server })}
      />
      <div className={mergeClasses(styles.fields, styles.address)}>
        <TextField
          id={hostId}
          label={says.host}
          mono
          value={draft.host}
          placeholder="proxy.example.com"
          maxLength={253}
          fault={fault?.field === 'host' ? fault.sentence : undefined}
          onChange={(host) => form.edit({ host })}
          onEnter={onEnter}
          ref={null}
        />
        <TextField
          id="proxy-port"
          label={says.port}
          mono
          value={draft.port}
          placeholder={draft.server === 'http' ? '3128' : '1080'}
          maxLength={5}
          fault={fault?.field === 'port' ? fault.sentence : undefined}
          onChange={(port) => form.edit({ port })}
          onEnter={onEnter}
          ref={null}
        />
      </div>
      <div className={mergeClasses(styles.fields, styles.login)}>
        <TextField
          id="proxy-user"
          label={says.userName}
          value={draft.userName}
          maxLength={256}
          hint={says.userNameHint}
          onChange={(userName) => form.edit({ userName })}
          onEnter={onEnter}
          ref={null}
        />
        <TextField
          id={passwordId}
          label={says.password}
          type="password"
          value={draft.password}
          maxLength={1024}
          placeholder={hasPassword ? says.passwordKept : ''}
          hint={draft.userName.trim() !== '' && !hasPassword ? says.passwordWanted : says.passwordHint}
          onChange={(password) => form.edit({ password })}
          onEnter={onEnter}
          ref={null}
        />
      </div>
    </div>
  );
}

function ScriptField({ form, state }: PartProps) {
  const styles = useStyles();
  const { draft, fault, proxies } = state;
  const { proxies: says } = words.isolation;
  const setting = proxies?.setting;
  const name = draft.script?.name ?? (setting?.kind === 'script' ? setting.name : undefined);
  return (
    <DropTarget onDrop={(source) => form.chooseScript(source)}>
      <div className={styles.file}>
        <PushButton
          label={name === undefined ? says.chooseScript : says.chooseOtherScript}
          disabled={false}
          onClick={() => void form.chooseScript()}
        />
        <span className={styles.name} title={name}>
          {name ?? says.noScript}
        </span>
      </div>
      <p className={mergeClasses(styles.note, fault?.field === 'script' && styles.fault)}>
        {fault?.field === 'script' ? fault.sentence : says.scriptHint}
      </p>
    </DropTarget>
  );
}

function statusText({ saving, proxies }: ProxyFormState, isChanged: boolean): string {
  const { proxies: says } = words.isolation;
  if (saving === 'busy') return says.saving;
  if (proxies === undefined) return '';
  if (saving === 'saved') return says.saved;
  if (proxies.setting === undefined) return says.notInForce;
  return isChanged ? says.unsaved : says.unchanged;
}
