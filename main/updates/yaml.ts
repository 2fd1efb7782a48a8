import { CORE_SCHEMA, load } from 'js-yaml';

/** What electron-builder writes, without what YAML could mean besides. @throws Error when it cannot be read */
export function parseYaml(text: string): unknown {
  return load(text, { schema: CORE_SCHEMA });
}
