import { useMemo, useState } from 'react';
import { PageKeysContext, PageKeysHolder } from '../features/page-keys.ts';
import { PageServicesContext } from '../features/page-context.ts';
import { useStore } from '../features/use-store.ts';
import type { AppModel } from '../model/app-model.ts';
import type { Client } from '../model/client.ts';
import { languageFacts } from '../model/language.ts';
import { ThemeProvider } from '../ui/theme-provider.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Frame } from './frame.tsx';
import type { Navigation } from './navigation.ts';

interface AppProps {
  readonly client: Client;
  readonly app: AppModel;
  readonly navigation: Navigation;
}

export function App({ client, app, navigation }: AppProps) {
  const services = useMemo(() => ({ client, app }), [client, app]);
  const [pageKeys] = useState(() => new PageKeysHolder());
  const isHighContrast = useStore(app.store, ({ theme }) => theme === 'highContrast');
  return (
    <ThemeProvider platform={client.platform} isHighContrast={isHighContrast} direction={languageFacts().direction}>
      <ErrorBoundary>
        <PageServicesContext value={services}>
          <PageKeysContext value={pageKeys}>
            <Frame navigation={navigation} pageKeys={pageKeys} />
          </PageKeysContext>
        </PageServicesContext>
      </ErrorBoundary>
    </ThemeProvider>
  );
}
