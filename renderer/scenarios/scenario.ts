import type { ComponentType } from 'react';
import type { ScenarioPage } from '../model/scenario-page.ts';
import type { ScenarioRules } from '../model/scenario-rules.ts';
import type { PageGroup } from './page-entry.ts';
import type { Icon } from '../ui/icons.ts';

/** A page as the registry lists it. */
export interface Scenario {
  /** In the address of the page, and the tag of its sessions. */
  readonly id: string;
  /** On the rail and for Ctrl/Cmd + number. */
  readonly number: number;
  /** In the language that is shown. */
  readonly title: () => string;
  readonly icon: Icon;
  /** The part of the rail it stands in. Default: the scenarios. */
  readonly group?: PageGroup;
  readonly rules: ScenarioRules;
  readonly component: ComponentType<{ readonly page: ScenarioPage }>;
}
