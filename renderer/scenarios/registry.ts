import { aboutEntry } from './about/index.ts';
import { advancedControls } from './advanced-controls/index.ts';
import { binaryDataStream } from './binary-data-stream/index.ts';
import { clientAuthentication } from './client-authentication/index.ts';
import { logsEntry } from './logs/index.ts';
import { networkIsolationEntry } from './network-isolation/index.ts';
import type { PageServices } from '../features/page-context.ts';
import type { PageEntry } from './page-entry.ts';
import { partialMessages } from './partial-messages/index.ts';
import type { Scenario } from './scenario.ts';
import { scenarioEntry } from './scenario-entry.tsx';
import { secureConnectionsEntry } from './secure-connections/index.ts';
import { troubleshootEntry } from './troubleshoot/index.ts';
import { settingsEntry } from './settings/index.tsx';
import { workbenchEntry } from './workbench/index.tsx';
import { utf8TextMessages } from './utf8-text-messages/index.ts';

const scenarios: readonly Scenario[] = [utf8TextMessages, binaryDataStream, clientAuthentication, partialMessages];

/** All pages, in the order of the rail. A page exists when it is listed here. */
export function createPages(services: PageServices): readonly PageEntry[] {
  const pages: readonly PageEntry[] = [
    ...scenarios.map((scenario) => scenarioEntry(scenario, services)),
    networkIsolationEntry(services),
    secureConnectionsEntry(services),
    troubleshootEntry(services, (id) => pages.some((page) => page.id === id)),
    scenarioEntry(advancedControls, services),
    workbenchEntry(services),
    logsEntry(services),
    aboutEntry(services),
    settingsEntry(services),
  ];
  return pages;
}
