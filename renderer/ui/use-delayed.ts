import { useEffect, useState } from 'react';

/** Anything shorter is not worth a change on screen (ui.md, "States every part has"). */
const noticeableMs = 300;

/** True once `isOn` has been true for a while; false at once when it ends. */
export function useDelayed(isOn: boolean): boolean {
  const [isDue, setIsDue] = useState(false);
  useEffect(() => {
    if (!isOn) return undefined;
    const timer = setTimeout(() => setIsDue(true), noticeableMs);
    return () => {
      clearTimeout(timer);
      setIsDue(false);
    };
  }, [isOn]);
  return isOn && isDue;
}
