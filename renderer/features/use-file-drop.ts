import { useState, type DragEvent } from 'react';
import type { FileSource } from '../../contract/commands/command.ts';
import type { ErrorInfo } from '../../contract/errors.ts';
import { attempt } from '../model/client.ts';
import { usePageServices } from './page-context.ts';

interface FileDrop {
  /** Whether a file is over it, to be let go. */
  readonly isOver: boolean;
  /** For the element that takes files. */
  readonly handlers: {
    readonly onDragOver: (event: DragEvent) => void;
    readonly onDragLeave: (event: DragEvent) => void;
    readonly onDrop: (event: DragEvent) => void;
  };
}

interface FileDropOptions {
  /** One file, for the command that would ask for one; of several the first. */
  readonly dropped: (source: FileSource) => void | Promise<void>;
  readonly failed: (error: ErrorInfo) => void;
  /** Whether none is taken now. */
  readonly isOff: boolean;
}

/** Takes a file that is dropped on an element. The page gets its number and its name. */
export function useFileDrop({ dropped, failed, isOff }: FileDropOptions): FileDrop {
  const { client } = usePageServices();
  const [isOver, setIsOver] = useState(false);
  return {
    isOver: isOver && !isOff,
    handlers: {
      onDragOver: (event) => {
        if (isOff || !hasFiles(event.dataTransfer)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setIsOver(true);
      },
      onDragLeave: (event) => {
        const { relatedTarget } = event;
        if (!(relatedTarget instanceof Node && event.currentTarget.contains(relatedTarget))) setIsOver(false);
      },
      onDrop: (event) => {
        setIsOver(false);
        const [file] = event.dataTransfer.files;
        if (isOff || file === undefined) return;
        event.preventDefault();
        void attempt(async () => dropped({ dropped: (await client.drop(file)).handle }), failed);
      },
    },
  };
}

/** Files that nobody takes do nothing: no page is left for them. The returned function ends that. */
export function refuseOtherDrops(): () => void {
  const refuse = (event: globalThis.DragEvent): void => {
    if (event.defaultPrevented || event.dataTransfer === null || !hasFiles(event.dataTransfer)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'none';
  };
  window.addEventListener('dragover', refuse);
  window.addEventListener('drop', refuse);
  return () => {
    window.removeEventListener('dragover', refuse);
    window.removeEventListener('drop', refuse);
  };
}

function hasFiles({ types }: DataTransfer): boolean {
  return types.includes('Files');
}
