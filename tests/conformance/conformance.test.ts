import { afterAll, describe, expect, test } from 'vitest';
import { expectNoLeaks } from '../support/leaks.ts';
import { answerBytes } from './cases/answer-bytes.ts';
import { answerHeaders } from './cases/answer-headers.ts';
import { answerStatus } from './cases/answer-status.ts';
import { closeCodes } from './cases/close-codes.ts';
import { closing } from './cases/closing.ts';
import { controlFrames } from './cases/control-frames.ts';
import { deflateBlocks } from './cases/deflate-blocks.ts';
import { deflateCorrupt } from './cases/deflate-corrupt.ts';
import { deflateFrameBits } from './cases/deflate-frame-bits.ts';
import { deflateLimits } from './cases/deflate-limits.ts';
import { deflateAnswers, deflateOffers } from './cases/deflate-negotiation.ts';
import { deflateReceiving } from './cases/deflate-receiving.ts';
import { deflateSending } from './cases/deflate-sending.ts';
import { deflateTakeover } from './cases/deflate-takeover.ts';
import { fragmentation } from './cases/fragmentation.ts';
import { frameBits } from './cases/frame-bits.ts';
import { frameLengths } from './cases/frame-lengths.ts';
import { requests } from './cases/requests.ts';
import { sending } from './cases/sending.ts';
import { utf8 } from './cases/utf8.ts';
import { knownDefects } from './known-defects.ts';
import { Report, type Section } from './report.ts';
import { waysOf } from './ways.ts';

const sections: readonly Section[] = [
  { title: 'Opening request (4.1)', cases: requests },
  { title: 'Opening answer: status (4.1, 4.2.2)', cases: answerStatus },
  { title: 'Opening answer: headers (4.1, 4.2.2)', cases: answerHeaders },
  { title: 'Opening answer: bytes (4.2.2, RFC 9112)', cases: answerBytes },
  { title: 'Frame bits (5.2)', cases: frameBits },
  { title: 'Frame lengths and masks (5.1, 5.2)', cases: frameLengths },
  { title: 'Fragmentation (5.4)', cases: fragmentation },
  { title: 'Control frames (5.5)', cases: controlFrames },
  { title: 'Close codes and reasons (5.5.1, 7.4)', cases: closeCodes },
  { title: 'Closing (7.1)', cases: closing },
  { title: 'Text (5.6, 8.1)', cases: utf8 },
  { title: 'Sending (5.1, 5.3, 5.4)', cases: sending },
  { title: 'Compression: offer (RFC 7692, 7.1)', cases: deflateOffers },
  { title: 'Compression: answer (RFC 7692, 5.1, 7.1)', cases: deflateAnswers },
  { title: 'Compression: frame bits (RFC 7692, 6)', cases: deflateFrameBits },
  { title: 'Compression: receiving (RFC 7692, 6.2, 7.2.3)', cases: deflateReceiving },
  { title: 'Compression: blocks (RFC 7692, 7.2.2)', cases: deflateBlocks },
  { title: 'Compression: windows (RFC 7692, 7.1.1, 7.1.2)', cases: deflateTakeover },
  { title: 'Compression: broken data (RFC 7692, 7.2.2)', cases: deflateCorrupt },
  { title: 'Compression: limits (10.4)', cases: deflateLimits },
  { title: 'Compression: sending (RFC 7692, 6.1, 7.2.1)', cases: deflateSending },
];
const report = new Report();

expectNoLeaks();

test('every id is there once, and every known defect is a case', () => {
  const ids = sections.flatMap(({ cases }) => cases.map(({ id }) => id));
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect([...knownDefects.keys()].filter((id) => !ids.includes(id))).toEqual([]);
});

describe.each(sections)('$title', ({ cases }) => {
  describe.each(cases)('$id: $sentence', (conformanceCase) => {
    const known = knownDefects.get(conformanceCase.id);
    test.each(waysOf(conformanceCase))('%s', async (way, run) => {
      const defect = way.startsWith(known?.way ?? '') ? known?.instead : undefined;
      const failure = await run().then(
        () => undefined,
        (error: unknown) => error as Error, // expectations and deadlines throw nothing else
      );
      report.ran(conformanceCase.id, way, {
        ...(failure !== undefined && defect === undefined && { failure: failure.message }),
        ...(defect !== undefined && { defect }),
      });
      if (defect === undefined && failure !== undefined) throw failure;
      if (defect !== undefined && failure === undefined) {
        throw new Error(`${conformanceCase.id} passes: take it out of known-defects.ts`);
      }
    });
  });
});

afterAll(async () => {
  process.stdout.write(`${await report.write(sections)}\n`);
});
