import { withField } from '../../model/connection-editor/document-edits.ts';
import { inherited } from '../../model/connection-editor/inheritance.ts';
import { words } from '../../model/words.ts';
import { RadioChoice } from '../../ui/radio-choice.tsx';
import type { EditedDocument, EditorView } from './editor-view.ts';
import { FieldRow, Hint, NumberField, RequiredField, TemplateField } from './field-parts.tsx';
import { SecretField } from './secret-field.tsx';

type Proxy = NonNullable<EditedDocument['proxy']>;
type ProxyServer = Extract<Proxy, { readonly kind: 'http' | 'socks5' }>;

const kinds = ['inherit', 'app', 'none', 'http', 'socks5'] as const;
/** What such proxies mostly listen on. */
const usualPorts = { http: 8080, socks5: 1080 } as const;

/** The way to the server. Each kind keeps what was filled in while another one is chosen. */
export function ProxySection({ view }: { readonly view: EditorView }) {
  const { proxy: say } = words.connectionEditor;
  const { proxy } = view.document;
  const folder = inherited('proxy', view.path, view.library);
  const choose = (kind: (typeof kinds)[number]): void => {
    if (proxy !== undefined) view.kept.set(`proxy.${proxy.kind}`, proxy);
    view.setDraft('proxy.host', undefined);
    view.setDraft('proxy.port', undefined);
    // Kept under the name of its own kind.
    const kept = view.kept.get(`proxy.${kind}`) as Proxy | undefined;
    view.set('proxy', kind === 'inherit' ? undefined : (kept ?? empty(kind, proxy)));
  };
  return (
    <>
      <RadioChoice
        label={say.label}
        value={proxy?.kind ?? 'inherit'}
        options={kinds.map((kind) => ({
          value: kind,
          label: say.kinds[kind].label,
          line: kind === 'inherit' ? inheritLine(folder) : say.kinds[kind].line,
        }))}
        onChange={choose}
      />
      {isServer(proxy) && <ServerFields view={view} proxy={proxy} />}
    </>
  );
}

function ServerFields({ view, proxy }: { readonly view: EditorView; readonly proxy: ProxyServer }) {
  const { proxy: say } = words.connectionEditor;
  return (
    <>
      <RequiredField
        view={view}
        field="proxy.host"
        label={say.host}
        value={proxy.host}
        onChange={(host) => view.set('proxy', withField(proxy, 'host', host))}
      />
      <NumberField
        view={view}
        name="proxy.port"
        value={proxy.port}
        isRequired
        onChange={(port) => view.set('proxy', withField(proxy, 'port', port))}
      />
      <FieldRow label={say.userName} htmlFor={view.idOf('proxy.userName')}>
        <TemplateField
          view={view}
          field="proxy.userName"
          value={proxy.userName ?? ''}
          onChange={(name) => view.set('proxy', withField(proxy, 'userName', name === '' ? undefined : name))}
        />
      </FieldRow>
      <SecretField
        view={view}
        field="proxy.password"
        label={say.password}
        what="proxy_password"
        value={proxy.password ?? ''}
        onChange={(password) => view.set('proxy', withField(proxy, 'password', password === '' ? undefined : password))}
      />
      <Hint>{say.loginHint}</Hint>
    </>
  );
}

function inheritLine(folder: ReturnType<typeof inherited<'proxy'>>): string {
  const { proxy: say } = words.connectionEditor;
  if (folder === undefined) return say.inheritsNothing;
  const { value, path } = folder;
  const what = say.kinds[value.kind].label;
  return say.inherits(isServer(value) ? `${what} ${value.host}:${value.port}` : what, path);
}

function isServer(proxy: Proxy | undefined): proxy is ProxyServer {
  return proxy?.kind === 'http' || proxy?.kind === 'socks5';
}

function empty(kind: Proxy['kind'], before: Proxy | undefined): Proxy {
  if (kind === 'app' || kind === 'none') return { kind };
  return { kind, host: isServer(before) ? before.host : 'localhost', port: usualPorts[kind] };
}
