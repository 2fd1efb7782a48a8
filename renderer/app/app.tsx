import { useState } from 'react';
import { PageKeysContext, PageKeysHolder } from '../features/page-keys.ts';
import { PageServicesContext, type PageServices } from '../features/page-context.ts';
import { useStore } from '../features/use-store.ts';
import { languageFacts } from '../model/language.ts';
import { ThemeProvider } from '../ui/theme-provider.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Frame } from './frame.tsx';
import type { Navigation } from './navigation.ts';

interface AppProps {
  readonly services: PageServices;
  readonly navigation: Navigation;
}

export function App({ services, navigation }: AppProps) {
  const { client, app } = services;
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
