const focusable = [
  'a[href]',
  'button:not(:disabled)',
  'input:not(:disabled)',
  '[role="grid"]',
  '[tabindex="0"]',
  '[aria-selected="true"][role="tab"]',
].join(', ');

/** Moves the focus to the next part of the window that can take it (F6), or to the one before (Shift + F6). */
export function focusNextRegion(backwards: boolean): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (region) => entryOf(region) !== undefined,
  );
  if (regions.length === 0) return;
  const current = regions.findIndex((region) => region.contains(document.activeElement));
  const step = backwards ? -1 : 1;
  // From outside of all regions, forwards begins with the first and backwards with the last.
  const next = current === -1 ? (backwards ? -1 : 0) : current + step;
  const region = regions.at(next % regions.length);
  if (region !== undefined) entryOf(region)?.focus();
}

/** Where a region takes the focus: its rows if it has some, else its first control that is visible. */
function entryOf(region: HTMLElement): HTMLElement | undefined {
  const grid = region.querySelector<HTMLElement>('[role="grid"]');
  if (grid !== null) return grid;
  return [...region.querySelectorAll<HTMLElement>(focusable)].find((element) => element.offsetParent !== null);
}
