import { useEffect, useState } from 'react';

/** Often enough for a bar that grows. */
const everyMs = 100;

/** The time, in milliseconds since 1970; it goes on while `isOn` is true. */
export function useNow(isOn: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isOn) return undefined;
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [isOn]);
  return now;
}
