import { pageLanguages, themes, zoomSteps, type Language } from '../../../contract/app-settings.ts';
import { transcriptColumns } from '../../../contract/transcript-look.ts';
import { usePageServices } from '../../features/page-context.ts';
import { useStore } from '../../features/use-store.ts';
import { aboutPage } from '../../model/about-page.ts';
import { formatCount } from '../../model/format.ts';
import { isolationHref, proxyHref } from '../../model/isolation-link.ts';
import { secureHref } from '../../model/secure-link.ts';
import type { SettingId } from '../../model/settings-list.ts';
import type { SettingsPage } from '../../model/settings-page.ts';
import { words } from '../../model/words.ts';
import { Link } from '../../ui/controls.ts';
import { ToggleChips } from '../../ui/toggle-chips.tsx';
import { ValueSelect } from '../../ui/value-select.tsx';
import { DataFolder, LibraryFolder, LinksSwitch, ResetAll } from './app-controls.tsx';
import { LogControl } from './log-control.tsx';

interface SettingControlProps {
  readonly setting: SettingId;
  readonly page: SettingsPage;
  readonly describedBy: string;
}

/** What a setting is changed with. */
export function SettingControl({ setting, page, describedBy }: SettingControlProps) {
  switch (setting) {
    case 'theme':
      return <ThemeChoice describedBy={describedBy} />;
    case 'language':
      return <LanguageChoice describedBy={describedBy} />;
    case 'zoom':
      return <ZoomChoice describedBy={describedBy} />;
    case 'columns':
      return <ColumnsChoice />;
    case 'rowHeight':
      return <RowHeightChoice describedBy={describedBy} />;
    case 'sessionLimit':
    case 'totalLimit':
    case 'keepDays':
    case 'whenFull':
    case 'isPrivate':
    case 'recordsFrames':
      return <LogControl model={page.log} setting={setting} describedBy={describedBy} />;
    case 'policy':
      return <PageLink setting={setting} href={isolationHref()} />;
    case 'proxy':
      return <PageLink setting={setting} href={proxyHref('proxy')} />;
    case 'trust':
      return <PageLink setting={setting} href={secureHref()} />;
    case 'updates':
      return <PageLink setting={setting} href={`#/${aboutPage}`} />;
    case 'links':
      return <LinksSwitch describedBy={describedBy} />;
    case 'libraryFolder':
      return <LibraryFolder />;
    case 'dataFolder':
      return <DataFolder />;
    case 'reset':
      return <ResetAll page={page} />;
  }
}

function PageLink({ setting, href }: { readonly setting: SettingId; readonly href: string }) {
  const { open, items } = words.settings;
  return (
    <Link href={href} aria-label={`${open}: ${items[setting].label}`}>
      {open}
    </Link>
  );
}

interface ChoiceProps {
  readonly describedBy: string;
}

function ThemeChoice({ describedBy }: ChoiceProps) {
  const { app } = usePageServices();
  const theme = useStore(app.store, (state) => state.theme);
  return (
    <ValueSelect
      id="setting-theme"
      label={words.settings.items.theme.label}
      value={theme}
      options={themes.map((value) => ({ value, label: words.theme[value] }))}
      disabled={false}
      describedBy={describedBy}
      onChange={(chosen) => void app.setTheme(chosen)}
    />
  );
}

function LanguageChoice({ describedBy }: ChoiceProps) {
  const { app } = usePageServices();
  const language = useStore(app.store, (state) => state.language);
  // The one for tests is shown where it was chosen already.
  const offered: readonly Language[] = [
    'system',
    ...pageLanguages.filter((name) => name !== 'pseudo' || name === language),
  ];
  return (
    <ValueSelect
      id="setting-language"
      label={words.settings.items.language.label}
      value={language}
      options={offered.map((value) => ({ value, label: words.settings.languages[value] }))}
      disabled={false}
      describedBy={describedBy}
      onChange={(chosen) => void app.setLanguage(chosen)}
    />
  );
}

function ZoomChoice({ describedBy }: ChoiceProps) {
  const { app } = usePageServices();
  const zoom = useStore(app.store, (state) => state.zoom);
  return (
    <ValueSelect
      id="setting-zoom"
      label={words.settings.items.zoom.label}
      value={String(zoom)}
      options={zoomSteps.map((step) => ({
        value: String(step),
        label: words.settings.percent(formatCount(Math.round(step * 100))),
      }))}
      disabled={false}
      describedBy={describedBy}
      onChange={(chosen) => void app.setZoom(zoomSteps.find((step) => String(step) === chosen) ?? 1)}
    />
  );
}

function ColumnsChoice() {
  const { app } = usePageServices();
  const look = useStore(app.store, (state) => state.transcriptLook);
  return (
    <ToggleChips
      label={words.settings.items.columns.label}
      hidesLabel
      options={transcriptColumns.map((value) => ({ value, label: words.transcript.columns[value] }))}
      chosen={look.columns}
      onChange={(chosen) =>
        void app.setTranscriptLook({ ...look, columns: transcriptColumns.filter((name) => chosen.includes(name)) })
      }
    />
  );
}

function RowHeightChoice({ describedBy }: ChoiceProps) {
  const { app } = usePageServices();
  const look = useStore(app.store, (state) => state.transcriptLook);
  return (
    <ValueSelect
      id="setting-row-height"
      label={words.settings.items.rowHeight.label}
      value={look.isCompact ? 'compact' : 'comfortable'}
      options={(['comfortable', 'compact'] as const).map((value) => ({ value, label: words.transcript[value] }))}
      disabled={false}
      describedBy={describedBy}
      onChange={(height) => void app.setTranscriptLook({ ...look, isCompact: height === 'compact' })}
    />
  );
}
