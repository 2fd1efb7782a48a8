import type { PageServices } from '../../features/page-context.ts';
import { SecureConnectionsPage, type SecureDrafts } from '../../model/secure-connections-page.ts';
import type { EnteredPage, EnterOptions } from '../page-entry.ts';
import { SecureConnectionsView } from './page.tsx';

/** The address that was typed stays while it is left. */
export function enterSecureConnections({ client, app }: PageServices): (options: EnterOptions) => EnteredPage {
  let drafts: SecureDrafts | undefined;
  return ({ parameters }) => {
    const page = new SecureConnectionsPage(client, app, drafts);
    void page.attach(parameters.get('address') ?? undefined);
    return {
      render: () => <SecureConnectionsView page={page} />,
      arrive: (options) => void page.attach(options.parameters.get('address') ?? undefined),
      leave: () => {
        ({ drafts } = page);
        page.leave();
      },
    };
  };
}
