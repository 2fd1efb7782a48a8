import { createContext, useContext } from 'react';
import type { AppModel } from '../model/app-model.ts';
import type { Client } from '../model/client.ts';

/** What every part of the page can reach. */
export interface PageServices {
  readonly client: Client;
  readonly app: AppModel;
}

export const PageServicesContext = createContext<PageServices | undefined>(undefined);

export function usePageServices(): PageServices {
  const services = useContext(PageServicesContext);
  if (services === undefined) throw new Error('usePageServices outside of PageServicesContext');
  return services;
}
