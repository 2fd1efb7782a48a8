import { ignorableResults } from '../../../contract/certificates.ts';
import { useRef } from 'react';
import { useStore } from '../../features/use-store.ts';
import { isCarriable } from '../../model/trial-drafts.ts';
import type { TroubleshootPage } from '../../model/troubleshoot-page.ts';
import { words } from '../../model/words.ts';
import { Checkbox } from '../../ui/controls.ts';
import { Option } from '../../ui/option.tsx';
import { makeStyles, text, tokens } from '../../ui/styles.ts';
import { TextField } from '../../ui/text-field.tsx';
import { TextLines } from '../../ui/text-lines.tsx';

const useStyles = makeStyles({
  part: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(320px, 100%), 1fr))',
    gap: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXXL}`,
    padding: tokens.spacingHorizontalL,
    backgroundColor: tokens.colorNeutralBackground2,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  column: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, minWidth: 0 },
  ignored: { border: 'none', margin: 0, padding: 0, minWidth: 0 },
  legend: { ...text.body, padding: 0 },
  boxes: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(260px, 100%), 1fr))',
    marginInlineStart: '-8px',
  },
});

/** What bears on how the connection is made. */
export function SettingsPart({ page }: { readonly page: TroubleshootPage }) {
  const styles = useStyles();
  const ref = useRef<HTMLInputElement>(null);
  const { drafts, fault } = useStore(page.store);
  const { options } = words.troubleshoot;
  return (
    <section className={styles.part} aria-label={options.title} data-region="settings">
      <div className={styles.column}>
        <TextField
          id="trial-subprotocols"
          label={options.subprotocols}
          mono
          value={drafts.subprotocols}
          fault={fault?.field === 'subprotocols' ? fault.sentence : undefined}
          hint={options.subprotocolsHint}
          onChange={(subprotocols) => {
            page.edit({ subprotocols });
            page.clearFault('subprotocols');
          }}
          onEnter={() => void page.start()}
          ref={ref}
        />
        <TextLines
          label={options.headers}
          value={drafts.headers}
          fault={fault?.field === 'headers' ? fault.sentence : undefined}
          hint={options.headersHint}
          disabled={false}
          onChange={(headers) => {
            page.edit({ headers });
            page.clearFault('headers');
          }}
        />
      </div>
      <div className={styles.column}>
        <Option
          label={options.followRedirects}
          explanation={options.followRedirectsExplanation}
          checked={drafts.followsRedirects}
          onChange={(followsRedirects) => page.edit({ followsRedirects })}
        />
        {drafts.from !== undefined && (
          <Option
            label={options.carry}
            explanation={
              isCarriable(drafts)
                ? options.carries(drafts.from.carried.map((name) => options.carried[name]))
                : options.carriesNot
            }
            checked={drafts.carries && isCarriable(drafts)}
            disabled={!isCarriable(drafts)}
            onChange={(carries) => page.edit({ carries })}
          />
        )}
        <fieldset className={styles.ignored}>
          <legend className={styles.legend}>{options.ignored}</legend>
          <div className={styles.boxes}>
            {ignorableResults.map((name) => (
              <Checkbox
                key={name}
                label={name}
                checked={drafts.ignored.includes(name)}
                onChange={(_event, { checked }) =>
                  page.edit({
                    ignored: ignorableResults.filter((other) =>
                      other === name ? checked === true : drafts.ignored.includes(other),
                    ),
                  })
                }
              />
            ))}
          </div>
        </fieldset>
      </div>
    </section>
  );
}
