import { ScenarioPage } from '../model/scenario-page.ts';
import type { Drafts } from '../model/scenario-rules.ts';
import type { PageServices } from '../features/page-context.ts';
import type { PageEntry } from './page-entry.ts';
import type { Scenario } from './scenario.ts';

/** A scenario as a page of the rail. Leaving it closes its socket and keeps what was typed. */
export function scenarioEntry(scenario: Scenario, { client, app }: PageServices): PageEntry {
  const { id, number, title, icon, group = 'scenarios', rules, component: Component } = scenario;
  let drafts: Drafts | undefined;
  return {
    id,
    number,
    title: title(),
    icon,
    group,
    enter: ({ parameters }) => {
      const page = new ScenarioPage(client, app, rules, drafts);
      void page.attach();
      const show = (asked: URLSearchParams): void =>
        page.show(asked.get('property') ?? undefined, asked.get('address') ?? undefined);
      show(parameters);
      return {
        render: () => <Component page={page} />,
        arrive: (again) => show(again.parameters),
        leave: () => {
          ({ drafts } = page.store.getState());
          void page.leave();
        },
      };
    },
  };
}
