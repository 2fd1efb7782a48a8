/** What stands where something was left out. */
export const mask = '•••';

/** Credentials by the end of their name, without case and separators: `access_token`, `X-Amz-Signature`, `apiKey`. */
const secretEnding = /(?:token|password|secret|signature|apikey|accesskey)$/;
/** Names that say it only when they stand alone: a `statusCode` is none. */
const secretName = /^(?:key|code|auth|authorization|pwd|passwd|pass|sig|jwt)$/;

const parameter = /([?#&]|&amp;)([^?#&=\s"'<>;]+)=([^#&\s"'<>]*)/g;

/** Whether a parameter of a query is a credential, going by its name. */
export function isSecretParameter(name: string): boolean {
  const plain = decoded(name)
    .toLowerCase()
    .replaceAll(/[^a-z\d]/g, '');
  return secretEnding.test(plain) || secretName.test(plain);
}

/** A text, such as an address or a head, with the values of queries in it masked whose name says that they are credentials. */
export function maskQueries(text: string): string {
  return text.replaceAll(parameter, (all, before: string, name: string) =>
    isSecretParameter(name) ? `${before}${name}=${mask}` : all,
  );
}

/** The values that {@link maskQueries} would mask, as they are written, then decoded. */
export function secretValues(address: string): string[] {
  return [...address.matchAll(parameter)].flatMap(([, , name = '', value = '']) =>
    isSecretParameter(name) ? [value, decoded(value)] : [],
  );
}

/**
 * Puts the values back that were masked, by name.
 *
 * @param url what was made from the evidence
 * @param tried the address as it was typed
 * @returns undefined where a value is not known, or was meant for another host
 */
export function unmaskQueries(url: string, tried: string): string | undefined {
  if (!url.includes(mask)) return url;
  const values = new Map([...tried.matchAll(parameter)].map(([, , name = '', value = '']) => [name, value]));
  const hosts = [...(tried.split(/[?#]/)[0] ?? '').matchAll(/\/\/([^/]*)/g)].map(([, host = '']) => hostName(host));
  const host = /^[a-z]+:\/\/([^/?#]*)/i.exec(url)?.[1];
  if (host === undefined || !hosts.includes(hostName(host))) return undefined;
  const whole = url.replaceAll(parameter, (all, before: string, name: string, value: string) =>
    value === mask ? `${before}${name}=${values.get(name) ?? mask}` : all,
  );
  return whole.includes(mask) ? undefined : whole;
}

/** Without user information and port. */
function hostName(authority: string): string {
  return authority.replace(/^.*@/, '').replace(/:\d*$/, '').toLowerCase();
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign that stands for itself.
    return text;
  }
}
