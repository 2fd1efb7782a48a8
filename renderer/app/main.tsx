import '@fontsource-variable/cascadia-code/wght.css';
import './fonts.css';
import './page.css';
import { createRoot } from 'react-dom/client';
import { pageLanguages } from '../../contract/app-settings.ts';
import { AppModel } from '../model/app-model.ts';
import { createClient, type Client } from '../model/client.ts';
import { languageFacts } from '../model/language.ts';
import { Palette } from '../model/palette.ts';
import { chooseWords } from '../model/words.ts';
import { createPages } from '../scenarios/registry.ts';
import { App } from './app.tsx';
import { Navigation } from './navigation.ts';

// Not awaited here: the words of another language need this very file, and would wait for its end.
void begin();

async function begin(): Promise<void> {
  const client = createClient(window.duplex);
  await speak(client);
  const app = new AppModel(client);
  app.start();
  const services = { client, app, palette: new Palette() };
  const navigation = new Navigation(client, createPages(services));
  navigation.start();

  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no #root');
  createRoot(root).render(<App services={services} navigation={navigation} />);
}

/**
 * Chooses the words before anything is made that shows them: those that the document's address asks for. When others are
 * wanted, it is loaded again.
 */
async function speak(client: Client): Promise<void> {
  const asked = new URLSearchParams(window.location.search).get('language');
  const language = pageLanguages.find((known) => known === asked) ?? 'en';
  await chooseWords(language);
  const { tag, direction } = languageFacts();
  document.documentElement.lang = tag;
  document.documentElement.dir = direction;
  client.on('settings.changed', ({ shownLanguage }) => {
    if (shownLanguage === language) return;
    const address = new URL(window.location.href);
    address.searchParams.set('language', shownLanguage);
    window.location.replace(address);
  });
}
