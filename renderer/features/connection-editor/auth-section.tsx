import { inherited } from '../../model/connection-editor/inheritance.ts';
import { words } from '../../model/words.ts';
import { RadioChoice } from '../../ui/radio-choice.tsx';
import { withField } from '../../model/connection-editor/document-edits.ts';
import type { EditedDocument, EditorView } from './editor-view.ts';
import { FieldRow, TemplateField } from './field-parts.tsx';
import { SecretField } from './secret-field.tsx';

type Auth = NonNullable<EditedDocument['auth']>;
type Login = Extract<Auth, { readonly kind: 'basic' | 'digest' }>;

const kinds = ['inherit', 'none', 'basic', 'digest', 'bearer', 'apiKey'] as const;

/** How to log in. Each kind keeps what was filled in while another one is chosen. */
export function AuthSection({ view }: { readonly view: EditorView }) {
  const { auth: say } = words.connectionEditor;
  const { auth } = view.document;
  const folder = inherited('auth', view.path, view.library);
  const inheritLine =
    folder === undefined ? say.inheritsNothing : say.inherits(say.kinds[folder.value.kind].label, folder.path);
  const choose = (kind: (typeof kinds)[number]): void => {
    if (auth !== undefined) view.kept.set(`auth.${auth.kind}`, auth);
    // Kept under the name of its own kind.
    view.set(
      'auth',
      kind === 'inherit' ? undefined : ((view.kept.get(`auth.${kind}`) as Auth | undefined) ?? empty(kind, auth)),
    );
  };
  return (
    <>
      <RadioChoice
        label={say.label}
        value={auth?.kind ?? 'inherit'}
        options={kinds.map((kind) => ({
          value: kind,
          label: say.kinds[kind].label,
          line: kind === 'inherit' ? inheritLine : say.kinds[kind].line,
        }))}
        onChange={choose}
      />
      {(auth?.kind === 'basic' || auth?.kind === 'digest') && <LoginFields view={view} auth={auth} />}
      {auth?.kind === 'bearer' && (
        <SecretField
          view={view}
          field="auth.token"
          label={say.token}
          what="token"
          value={auth.token}
          onChange={(token) => view.set('auth', withField(auth, 'token', token))}
        />
      )}
      {auth?.kind === 'apiKey' && (
        <>
          <RadioChoice
            label={say.in}
            value={auth.in}
            isHorizontal
            options={(['header', 'query'] as const).map((value) => ({ value, label: say.places[value] }))}
            onChange={(place) => view.set('auth', withField(auth, 'in', place))}
          />
          <FieldRow label={say.keyName} htmlFor={view.idOf('auth.name')}>
            <TemplateField
              view={view}
              field="auth.name"
              value={auth.name}
              onChange={(name) => view.set('auth', withField(auth, 'name', name))}
            />
          </FieldRow>
          <SecretField
            view={view}
            field="auth.value"
            label={say.key}
            what="api_key"
            value={auth.value}
            onChange={(value) => view.set('auth', withField(auth, 'value', value))}
          />
        </>
      )}
    </>
  );
}

function LoginFields({ view, auth }: { readonly view: EditorView; readonly auth: Login }) {
  const { auth: say } = words.connectionEditor;
  return (
    <>
      <FieldRow label={say.userName} htmlFor={view.idOf('auth.userName')}>
        <TemplateField
          view={view}
          field="auth.userName"
          value={auth.userName}
          onChange={(userName) => view.set('auth', withField(auth, 'userName', userName))}
        />
      </FieldRow>
      <SecretField
        view={view}
        field="auth.password"
        label={say.password}
        what="password"
        value={auth.password}
        onChange={(password) => view.set('auth', withField(auth, 'password', password))}
      />
    </>
  );
}

/** A kind with nothing filled in but what the one before it has as well. */
function empty(kind: Auth['kind'], before: Auth | undefined): Auth {
  switch (kind) {
    case 'none':
      return { kind };
    case 'basic':
    case 'digest': {
      const isLogin = before?.kind === 'basic' || before?.kind === 'digest';
      return isLogin
        ? { kind, userName: before.userName, password: before.password }
        : { kind, userName: '', password: '' };
    }
    case 'bearer':
      return { kind, token: '' };
    case 'apiKey':
      return { kind, in: 'header', name: 'X-Api-Key', value: '' };
  }
}
