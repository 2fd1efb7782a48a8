/** The id of the page "Workbench", in its address and in the registry. */
export const workbenchPage = 'workbench';

/** The address of the page "Workbench", with a new tab for this address; it connects to nobody by itself. */
export function workbenchHref(address: string): string {
  return `#/${workbenchPage}?address=${encodeURIComponent(address)}`;
}
