import { useEffect, useState } from 'react';

/** Whole seconds since `isOn` became true; 0 while it is false. */
export function useElapsedSeconds(isOn: boolean): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (!isOn) return undefined;
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => {
      clearInterval(timer);
      setSeconds(0);
    };
  }, [isOn]);
  return isOn ? seconds : 0;
}
