import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSampleServer, type SampleServer } from '../../main/server/sample-server.ts';
import { loadTlsMaterial, type TlsMaterial } from '../../main/server/tls-material.ts';
import { closeAfterTest } from './clean-up.ts';

let made: Promise<TlsMaterial> | undefined;

/**
 * The sample server's certificates, made once for a test file. Their files are gone; only the contents are there, so
 * `clientPfxFile` names nothing.
 */
export function sampleMaterial(): Promise<TlsMaterial> {
  return (made ??= makeMaterial());
}

/** Starts the built-in sample server, to be closed when the running test ends. */
export async function startTestSampleServer(): Promise<SampleServer & { readonly material: TlsMaterial }> {
  const material = await sampleMaterial();
  const server = await startSampleServer({ material });
  closeAfterTest(() => server.close());
  return { ...server, material };
}

async function makeMaterial(): Promise<TlsMaterial> {
  const folder = await mkdtemp(join(tmpdir(), 'duplex-test-'));
  try {
    return await loadTlsMaterial(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
