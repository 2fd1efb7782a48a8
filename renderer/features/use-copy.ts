import { useEffect, useState } from 'react';
import { usePageServices } from './page-context.ts';

/** How long a button says that it has copied: long enough to be read. */
const noticeMs = 2000;

/** Copying, and whether it has just been done. */
export function useCopy(): { readonly isCopied: boolean; readonly copy: (text: string) => void } {
  const { app } = usePageServices();
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setIsCopied(false), noticeMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return { isCopied, copy: (text) => void app.copy(text).then(setIsCopied) };
}
