import '@fontsource-variable/cascadia-code/wght.css';
import '@fontsource-variable/inter/wght.css';
import './page.css';
import { createRoot } from 'react-dom/client';
import { AppModel } from '../model/app-model.ts';
import { createClient } from '../model/client.ts';
import { createPages } from '../scenarios/registry.ts';
import { App } from './app.tsx';
import { Navigation } from './navigation.ts';

const client = createClient(window.duplex);
const app = new AppModel(client);
app.start();
const navigation = new Navigation(createPages({ client, app }));
navigation.start();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(<App client={client} app={app} navigation={navigation} />);
