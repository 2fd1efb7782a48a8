import { sectionCounts, sectionOf, type Section } from '../../model/connection-editor/sections.ts';
import { words } from '../../model/words.ts';
import { Tab, TabList } from '../../ui/controls.ts';
import { makeStyles, mergeClasses, problemColor, text, tokens } from '../../ui/styles.ts';
import type { EditorView } from './editor-view.ts';

const useStyles = makeStyles({
  list: { flexWrap: 'wrap' },
  badge: {
    ...text.caption,
    ...text.number,
    // With a place of its own behind the name, whichever way either is written.
    display: 'inline-block',
    marginInlineStart: tokens.spacingHorizontalXS,
    padding: `0 ${tokens.spacingHorizontalXS}`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    backgroundColor: tokens.colorNeutralBackground4,
  },
  problem: { color: problemColor, backgroundColor: tokens.colorPaletteRedBackground1 },
});

interface SectionTabsProps {
  readonly view: EditorView;
  readonly shown: readonly Section[];
  /** The id of what the tabs show. */
  readonly panelId: string;
}

/** The parts of the editor, each with how much it says and whether something is wrong in it. */
export function SectionTabs({ view, shown, panelId }: SectionTabsProps) {
  const styles = useStyles();
  const { sections, sectionsLabel, sectionName } = words.connectionEditor;
  const counts = sectionCounts(view.document);
  return (
    <TabList
      className={styles.list}
      size="small"
      aria-label={sectionsLabel}
      selectedValue={view.section}
      onTabSelect={(_event, { value }) => {
        const chosen = shown.find((section) => section === value);
        if (chosen !== undefined) view.showSection(chosen);
      }}
    >
      {shown.map((section) => {
        const problems = view.problems.filter(({ field }) => sectionOf(field) === section).length;
        return (
          <Tab
            key={section}
            value={section}
            id={`${panelId}-${section}`}
            aria-label={sectionName(sections[section], counts[section], problems)}
            aria-controls={panelId}
          >
            {sections[section]}
            {(counts[section] > 0 || problems > 0) && (
              <span className={mergeClasses(styles.badge, problems > 0 && styles.problem)} aria-hidden>
                {problems > 0 ? `! ${problems}` : counts[section]}
              </span>
            )}
          </Tab>
        );
      })}
    </TabList>
  );
}
