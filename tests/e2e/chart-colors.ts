import type { Locator } from '@playwright/test';

/** Colours on a chart that are no shades of grey, as far as they cover more than a few pixels. */
export function strongestColors(chart: Locator): Promise<string[]> {
  return chart.locator('canvas').evaluate((element) => {
    const canvas = element as HTMLCanvasElement; // that is what was looked for
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    const counts = new Map<string, number>();
    for (let at = 0; at < data.length; at += 4) {
      const [red = 0, green = 0, blue = 0, alpha = 0] = data.slice(at, at + 4);
      if (alpha < 255 || Math.max(red, green, blue) - Math.min(red, green, blue) < 40) continue;
      const color = `${red} ${green} ${blue}`;
      counts.set(color, (counts.get(color) ?? 0) + 1);
    }
    return [...counts].filter(([, count]) => count > 4).map(([color]) => color);
  });
}
