declare module 'npm-registry-fetch' {
  /** npm's configuration, flattened; see the package's README. */
  export type Options = Record<string, unknown>;

  /** What is used of a fetch response here; the body is a Minipass stream. */
  export interface RegistryResponse {
    readonly status: number;
    readonly headers: { get(name: string): string | null };
    readonly body: AsyncIterable<Buffer>;
  }

  /** Rejects for a status of 400 and above with an error that has `statusCode`. */
  export default function registryFetch(path: string, options?: Options): Promise<RegistryResponse>;
}
