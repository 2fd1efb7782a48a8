import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * What npm itself is configured to use (registry, certificate authorities, proxies, retries), in the form that
 * `npm-registry-fetch` takes. npm does not print logins, so a registry that wants one is out of reach here.
 *
 * @returns {Promise<import('npm-registry-fetch').Options>}
 */
export async function npmOptions() {
  const { stdout } = await promisify(execFile)('npm', ['config', 'list', '--json'], { maxBuffer: 2 ** 24 });
  /** @type {Record<string, unknown>} */
  const config = JSON.parse(stdout);
  const { cafile } = config;
  return {
    // Keeps "@scope:registry" and everything else that has one name in both forms.
    ...config,
    // The whole file would be kept twice: npm's cache is for packages that are installed.
    cache: null,
    ca: typeof cafile === 'string' ? splitCertificates(await readFile(cafile, 'utf8')) : config['ca'],
    strictSSL: config['strict-ssl'],
    httpsProxy: config['https-proxy'],
    noProxy: config['noproxy'],
    fetchRetries: config['fetch-retries'],
    fetchRetryFactor: config['fetch-retry-factor'],
    fetchRetryMintimeout: config['fetch-retry-mintimeout'],
    fetchRetryMaxtimeout: config['fetch-retry-maxtimeout'],
    localAddress: config['local-address'],
    userAgent: config['user-agent'],
  };
}

/** @param {string} pem */
function splitCertificates(pem) {
  return pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu) ?? [];
}
