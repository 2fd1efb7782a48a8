declare module 'js-yaml' {
  /** What a YAML document holds. @throws Error when it cannot be read */
  export function load(text: string): unknown;
}
