/** The id of the page "Workbench", in its address and in the registry. */
export const workbenchPage = 'workbench';

/** What an address of the page asks for once: it is taken out of the address again when it was done. */
export type WorkbenchWish =
  | { readonly kind: 'open'; readonly address: string }
  | { readonly kind: 'new' }
  | { readonly kind: 'reopen' }
  | { readonly kind: 'import' };

/** The address of the page "Workbench", with a new tab for this address; it connects to nobody by itself. */
export function workbenchHref(address: string): string {
  return hrefOf({ address });
}

/** The same with a new, empty tab. */
export function newConnectionHref(): string {
  return hrefOf({ new: '' });
}

/** The same with the tab that was closed last. */
export function reopenTabHref(): string {
  return hrefOf({ reopen: '' });
}

/** The same with the dialog that imports. */
export function importHref(): string {
  return hrefOf({ import: '' });
}

/** @returns undefined where the page is only to be shown */
export function wishIn(parameters: URLSearchParams): WorkbenchWish | undefined {
  const address = parameters.get('address');
  if (address !== null) return { kind: 'open', address };
  if (parameters.has('new')) return { kind: 'new' };
  if (parameters.has('reopen')) return { kind: 'reopen' };
  return parameters.has('import') ? { kind: 'import' } : undefined;
}

function hrefOf(parameters: Readonly<Record<string, string>>): string {
  return `#/${workbenchPage}?${new URLSearchParams(parameters).toString()}`;
}
