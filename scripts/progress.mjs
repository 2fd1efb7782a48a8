const barWidth = 24;
/** Fast enough to look alive, slow enough for a terminal over a slow line. */
const redrawMs = 100;
/** Without a terminal every line stays: one per tenth is enough. */
const plainStepPercent = 10;

/**
 * Shows on standard error how far a download is: one line that redraws itself on a terminal, plain lines elsewhere.
 *
 * @param {{ label: string, startBytes: number, totalBytes: number }} options `startBytes` were there before and do not
 *   count for the rate; `totalBytes` is 0 when unknown
 * @returns {{ update(bytes: number): void, end(): void }} `bytes` is the size so far, `startBytes` included
 */
export function showProgress({ label, startBytes, totalBytes }) {
  const stream = process.stderr;
  const startedAt = performance.now();
  let drawnAt = 0;
  let nextPercent = plainStepPercent;

  /** @param {number} bytes */
  const describe = (bytes) => {
    const seconds = (performance.now() - startedAt) / 1000;
    const rate = seconds > 0 ? mebibytes(bytes - startBytes) / seconds : 0;
    const size =
      totalBytes > 0
        ? `${mebibytes(bytes).toFixed(1)} of ${mebibytes(totalBytes).toFixed(1)} MiB`
        : `${mebibytes(bytes).toFixed(1)} MiB`;
    return `${size}, ${rate.toFixed(1)} MiB/s`;
  };

  return {
    update(bytes) {
      const percent = totalBytes > 0 ? Math.floor((100 * bytes) / totalBytes) : 0;
      if (stream.isTTY) {
        const now = performance.now();
        if (now - drawnAt < redrawMs && bytes !== totalBytes) return;
        drawnAt = now;
        const filled = Math.round((barWidth * percent) / 100);
        const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
        stream.write(`\r\x1b[K${label} ${bar} ${String(percent).padStart(3)} %  ${describe(bytes)}`);
      } else if (percent >= nextPercent) {
        stream.write(`${label} ${percent} % (${describe(bytes)})\n`);
        nextPercent = percent - (percent % plainStepPercent) + plainStepPercent;
      }
    },
    end() {
      if (stream.isTTY) stream.write('\n');
    },
  };
}

/** @param {number} bytes */
function mebibytes(bytes) {
  return bytes / 2 ** 20;
}
