declare module 'js-yaml' {
  /** Values as JSON has them, and nothing that is made of them: no dates, no merging, no binary. */
  export const CORE_SCHEMA: unique symbol;

  /** What a YAML document holds. @throws Error when it cannot be read */
  export function load(text: string, options: { readonly schema: typeof CORE_SCHEMA }): unknown;
}
