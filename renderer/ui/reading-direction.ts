/** Whether a part of the page runs from right to left. */
export function isRightToLeft(element: Element): boolean {
  return getComputedStyle(element).direction === 'rtl';
}

/**
 * A key as it is where lines run from left to right: in a part that runs from right to left the left arrow goes on, and the right
 * one back.
 */
export function keyAlong({ key, currentTarget }: { readonly key: string; readonly currentTarget: Element }): string {
  const isSideways = key === 'ArrowLeft' || key === 'ArrowRight';
  if (!isSideways || !isRightToLeft(currentTarget)) return key;
  return key === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
}
