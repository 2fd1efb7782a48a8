import { expect, test } from 'vitest';
import { rateSeconds } from '../../contract/sessions.ts';
import { RateHistory } from './rate-history.ts';

let now = 0;

function history(): RateHistory {
  now = 5000;
  return new RateHistory(() => now);
}

test('bytes are told by the second, both ways, without the second that is going on', () => {
  const rates = history();
  rates.countSent(10);
  rates.countSent(5);
  now += 999;
  rates.countReceived(7);
  expect([...rates.read().sent]).toEqual([]);
  now += 1;
  rates.countSent(100);
  now += 1000;
  expect([...rates.read().sent]).toEqual([15, 100]);
  expect([...rates.read().received]).toEqual([7, 0]);
});

test('seconds in which nothing happened are zero, however many there were', () => {
  const rates = history();
  rates.countSent(1);
  now += 3000;
  expect([...rates.read().sent]).toEqual([1, 0, 0]);
  now += 10 * rateSeconds * 1000;
  expect([...rates.read().sent]).toEqual(Array.from({ length: rateSeconds }, () => 0));
});

test('only the last seconds are kept, in order, after the ring has gone round', () => {
  const rates = history();
  for (let second = 0; second < 2 * rateSeconds + 17; second += 1) {
    rates.countReceived(second);
    now += 1000;
  }
  const { received } = rates.read();
  expect([...received]).toEqual(Array.from({ length: rateSeconds }, (_, index) => rateSeconds + 17 + index));
});

test('after the end the last second counts, and time stands still', () => {
  const rates = history();
  now += 1000;
  rates.countSent(3);
  rates.end();
  now += 60_000;
  expect([...rates.read().sent]).toEqual([0, 3]);
});
