import { useId } from 'react';
import { useStore } from '../../features/use-store.ts';
import { parseFingerprint } from '../../model/certificate-text.ts';
import type { SecureConnectionsPage, SecureConnectionsState } from '../../model/secure-connections-page.ts';
import { words } from '../../model/words.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { RadioChoice } from '../../ui/radio-choice.tsx';
import { makeStyles, tokens } from '../../ui/styles.ts';
import { TextField } from '../../ui/text-field.tsx';
import { Section } from '../../features/section.tsx';

const useStyles = makeStyles({
  value: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'start',
  },
  button: { paddingTop: `calc(${tokens.lineHeightBase400} + ${tokens.spacingVerticalXS})` },
});

const kinds = ['none', 'issuer', 'pin', 'ask'] as const;

/** A check of the user's own on every server: none, issuer, fingerprint, or asking. */
export function ValidationChoice({ page }: { readonly page: SecureConnectionsPage }) {
  const styles = useStyles();
  const id = useId();
  const { validation: draft, validationFault, trust } = useStore(page.store);
  const { validation } = words.certificates;
  const holds = isHolding(draft, trust);
  const hint = holds ? validation.holds : validation.unsaved;
  return (
    <Section title={validation.title} region="validation">
      <RadioChoice
        label={validation.label}
        value={draft.kind}
        options={kinds.map((kind) => ({
          value: kind,
          label: validation.kinds[kind].label,
          line: validation.kinds[kind].line,
        }))}
        disabled={trust === undefined}
        onChange={(kind) => void page.chooseValidation({ kind })}
      />
      {(draft.kind === 'issuer' || draft.kind === 'pin') && (
        <div className={styles.value}>
          <TextField
            id={id}
            label={draft.kind === 'issuer' ? validation.issuer : validation.pin}
            mono={draft.kind === 'pin'}
            value={draft.kind === 'issuer' ? draft.issuer : draft.pin}
            maxLength={256}
            fault={validationFault}
            hint={hint}
            onChange={(value) =>
              void page.chooseValidation(draft.kind === 'issuer' ? { issuer: value } : { pin: value })
            }
            onEnter={() => void page.applyValidation()}
            ref={null}
          />
          <div className={styles.button}>
            <ActionButton label={validation.apply} disabled={holds} onClick={() => void page.applyValidation()} />
          </div>
        </div>
      )}
    </Section>
  );
}

/** Whether what is filled in is what holds. */
function isHolding(draft: SecureConnectionsState['validation'], trust: SecureConnectionsState['trust']): boolean {
  const now = trust?.validation;
  if (now?.kind !== draft.kind) return false;
  if (now.kind === 'issuer') return now.issuer === draft.issuer.trim();
  return now.kind !== 'pin' || now.sha256 === parseFingerprint(draft.pin);
}
