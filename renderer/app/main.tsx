import '@fontsource-variable/cascadia-code/wght.css';
import '@fontsource-variable/inter/wght.css';
import './page.css';
import { createRoot } from 'react-dom/client';
import type { PageLanguage } from '../../contract/app-settings.ts';
import { AppModel } from '../model/app-model.ts';
import { createClient, type Client } from '../model/client.ts';
import { languageFacts } from '../model/language.ts';
import { Palette } from '../model/palette.ts';
import { chooseWords } from '../model/words.ts';
import { createPages } from '../scenarios/registry.ts';
import { App } from './app.tsx';
import { Navigation } from './navigation.ts';

const client = createClient(window.duplex);
await speak(client);
const app = new AppModel(client);
app.start();
const services = { client, app, palette: new Palette() };
const navigation = new Navigation(createPages(services));
navigation.start();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(<App services={services} navigation={navigation} />);

/** Chooses the words before anything is made that shows them. A document that has others than are wanted is loaded again. */
async function speak(client: Client): Promise<void> {
  // What is wrong there is told when the app's state is asked for again.
  const wanted = await client.invoke('app.state', {}).then(
    ({ shownLanguage }) => shownLanguage,
    (): PageLanguage => 'en',
  );
  await chooseWords(wanted);
  const { tag, direction } = languageFacts();
  document.documentElement.lang = tag;
  document.documentElement.dir = direction;
  client.on('settings.changed', ({ shownLanguage }) => {
    if (shownLanguage !== wanted) window.location.reload();
  });
}
