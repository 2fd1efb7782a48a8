import { omit } from '../../../contract/workbench/omission.ts';
import type { ConnectionDraft } from '../connection-draft.ts';
import { field, isTrue, textOf } from './foreign-data.ts';

/** Where an authentication of another tool has its fields: beside its type (Insomnia), or in a list (Postman). */
export type AuthField = (name: string) => string;

/** Gives a connection the login of another tool, or says that there is none like it. */
export function takeAuth(draft: ConnectionDraft, type: string, get: AuthField, read: (text: string) => string): void {
  switch (type.toLowerCase()) {
    case '':
    case 'none':
    case 'noauth':
    case 'inherit':
      return;
    case 'basic':
      return draft.auth({ kind: 'basic', userName: read(get('username')), password: read(get('password')) });
    case 'digest':
      return draft.auth({ kind: 'digest', userName: read(get('username')), password: read(get('password')) });
    case 'bearer': {
      const prefix = get('prefix');
      if (prefix === '' || prefix === 'Bearer') return draft.auth({ kind: 'bearer', token: read(get('token')) });
      return draft.header('Authorization', `${prefix} ${read(get('token'))}`);
    }
    case 'apikey': {
      const where = (get('addTo') || get('in')).toLowerCase();
      if (where === 'cookie') return draft.cookie(read(get('key')), read(get('value')));
      const place = where.startsWith('query') ? 'query' : 'header';
      return draft.auth({ kind: 'apiKey', in: place, name: read(get('key')), value: read(get('value')) });
    }
    default:
      draft.leftOut.push(omit('login', type.slice(0, 100)));
  }
}

/** @param authentication `{ type, …fields, disabled }` */
export function takeFlatAuth(draft: ConnectionDraft, authentication: unknown, read: (text: string) => string): void {
  if (isTrue(authentication, 'disabled')) {
    draft.leftOut.push(omit('loginOff', textOf(authentication, 'type')));
    return;
  }
  takeAuth(
    draft,
    textOf(authentication, 'type') || textOf(authentication, 'authType'),
    (name) => textOf(authentication, name),
    read,
  );
}

/** @param auth `{ type, basic: [{ key, value }] }`, or `{ type, basic: { … } }` */
export function takePostmanAuth(draft: ConnectionDraft, auth: unknown, read: (text: string) => string): void {
  const type = textOf(auth, 'type');
  const fields = field(auth, type) ?? field(auth, 'credentials');
  takeAuth(
    draft,
    type,
    (name) =>
      Array.isArray(fields)
        ? textOf(
            fields.find((one) => textOf(one, 'key') === name),
            'value',
          )
        : textOf(fields, name),
    read,
  );
}
