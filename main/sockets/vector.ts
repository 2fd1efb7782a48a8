/** WinRT's `IVector<T>` as JavaScript sees it: an array with `append`. */
export class Vector<T> extends Array<T> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  append(item: T): void {
    this.push(item);
  }

  clear(): void {
    this.length = 0;
  }
}
