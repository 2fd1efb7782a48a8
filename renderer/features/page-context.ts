import { createContext, useContext } from 'react';
import type { AppModel } from '../model/app-model.ts';
import type { Palette } from '../model/palette.ts';
import type { Client } from '../model/client.ts';

/** What every part of the page can reach. */
export interface PageServices {
  readonly client: Client;
  readonly app: AppModel;
  /** Where a part of the page leaves what can be done with it. */
  readonly palette: Palette;
}

export const PageServicesContext = createContext<PageServices | undefined>(undefined);

export function usePageServices(): PageServices {
  const services = useContext(PageServicesContext);
  if (services === undefined) throw new Error('usePageServices outside of PageServicesContext');
  return services;
}
