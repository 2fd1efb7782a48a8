import type { ControlName } from './control-properties.ts';

/** The id of the page "Advanced controls", in its address and in the registry. */
export const controlsPage = 'advanced-controls';

/**
 * The address of the page "Advanced controls", at one property.
 *
 * @param address to fill in
 */
export function controlHref(property: ControlName, address?: string): string {
  const query = new URLSearchParams({ property, ...(address !== undefined && { address: address.trim() }) });
  return `#/${controlsPage}?${query.toString()}`;
}
