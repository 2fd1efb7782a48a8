import { TooManyNodes, type TreeNodes } from './payload-tree.ts';
import { FaultFound, type ReadFault } from './read-fault.ts';

/**
 * Runs a reader to its end or its fault; what it opened is closed either way.
 *
 * @param position where the reader is, for a tree that has grown too large
 * @returns the fault, if there is one
 */
export function readInto(nodes: TreeNodes, read: () => void, position: () => number): ReadFault | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof FaultFound) return error.fault;
    if (error instanceof TooManyNodes) return { at: position(), reason: 'tooMany' };
    throw error;
  } finally {
    nodes.closeAll(position());
  }
}
