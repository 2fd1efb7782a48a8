import { useId, useMemo, useRef } from 'react';
import { Explanation } from '../../features/explanation.tsx';
import { usePageKeys, useTranscriptKeys } from '../../features/page-keys.ts';
import { pageStyles } from '../../features/page-styles.ts';
import { Section } from '../../features/section.tsx';
import { useStore } from '../../features/use-store.ts';
import { findSettings, settingText } from '../../model/settings-list.ts';
import type { SettingsPage } from '../../model/settings-page.ts';
import { words } from '../../model/words.ts';
import { PushButton } from '../../ui/push-button.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { makeStyles, scrollBar, text, tokens } from '../../ui/styles.ts';
import { SettingControl } from './setting-control.tsx';
import { SettingLine } from './setting-line.tsx';

const useStyles = makeStyles({
  ...pageStyles,
  search: {
    display: 'flex',
    alignItems: 'center',
    maxWidth: '760px',
    paddingBottom: tokens.spacingVerticalL,
  },
  found: {
    ...text.caption,
    color: tokens.colorNeutralForeground2,
    whiteSpace: 'nowrap',
    ':not(:empty)': { marginInlineStart: tokens.spacingHorizontalM },
  },
  body: {
    flexGrow: 1,
    minHeight: 0,
    ...scrollBar,
    overflowY: 'auto',
    scrollbarGutter: 'stable',
    padding: `0 ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalXXL}`,
  },
  groups: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXL,
    maxWidth: '760px',
    minWidth: 0,
  },
  lines: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  none: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM },
  noneText: { ...text.body, margin: 0 },
});

/** Everything that can be set: a line each, saved at once. */
export function SettingsView({ page }: { readonly page: SettingsPage }) {
  const styles = useStyles();
  const { settings } = words;
  const query = useStore(page.store, (state) => state.query);
  const problem = useStore(page.log.store, (state) => state.problem);
  const groups = findSettings(query);
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  usePageKeys(useMemo(() => ({ primary: () => undefined, cancel: () => page.find('') }), [page]));
  // Ctrl/Cmd + F looks here.
  useTranscriptKeys(useMemo(() => ({ find: () => field.current?.focus(), hit: () => undefined }), []));
  const count = groups.reduce((sum, { ids }) => sum + ids.length, 0);
  return (
    <div className={styles.page}>
      <header className={styles.head} data-region="head">
        <h1 className={styles.title}>{settings.title}</h1>
        <p className={styles.sentence}>{settings.sentence}</p>
        <div className={styles.search}>
          <SearchField
            id={`${id}search`}
            label={settings.search}
            clearLabel={words.search.clearField}
            placeholder={settings.search}
            value={query}
            noteId={`${id}found`}
            isAtFault={false}
            isMono={false}
            onChange={(typed) => page.find(typed)}
            onKeyDown={(event) => event.key === 'Escape' && page.find('')}
            ref={field}
          />
          <output id={`${id}found`} className={styles.found}>
            {query.trim() !== '' && settings.found(count)}
          </output>
        </div>
      </header>
      <div className={styles.body}>
        <div className={styles.groups}>
          {problem !== undefined && <Explanation error={problem} />}
          {count === 0 && (
            <div className={styles.none}>
              <p className={styles.noneText}>{settings.none}</p>
              <PushButton label={settings.showAll} disabled={false} onClick={() => page.find('')} />
            </div>
          )}
          {groups.map(({ group, ids }) => (
            <Section key={group} title={settings.groups[group]} region="settings">
              <div className={styles.lines}>
                {ids.map((setting) => (
                  <SettingLine key={setting} label={settings.items[setting].label} description={settingText(setting)}>
                    {(describedBy) => <SettingControl setting={setting} page={page} describedBy={describedBy} />}
                  </SettingLine>
                ))}
              </div>
            </Section>
          ))}
        </div>
      </div>
    </div>
  );
}
