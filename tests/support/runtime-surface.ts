/** The names of what each class, module and object of a process has. */
export type Surface = Readonly<Record<string, readonly string[]>>;

/**
 * Everything that can be reached from some objects, and what it has: an object under its key and the name of its class, a
 * class under its name, and with what is static as `XConstructor`. It runs in another process, so it stands alone.
 *
 * @param roots by the name that each has
 */
export function surfaceOf(roots: Readonly<Record<string, unknown>>): Surface {
  const surface: Record<string, Set<string>> = Object.create(null) as Record<string, Set<string>>;
  const seen = new Set<unknown>();
  const add = (container: string, names: Iterable<string>): void => {
    const known = (surface[container] ??= new Set());
    for (const name of names) known.add(name);
  };
  const allNames = (value: object): Set<string> => {
    const names = new Set<string>();
    for (let at: object | null = value; at !== null; at = Object.getPrototypeOf(at) as object | null) {
      for (const name of Object.getOwnPropertyNames(at)) names.add(name);
    }
    return names;
  };
  const visit = (key: string, value: unknown, depth: number): void => {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return;
    add(key, allNames(value));
    if (seen.has(value)) return;
    seen.add(value);
    if (typeof value === 'function') {
      const { prototype } = value as { prototype?: object };
      for (const name of new Set([key, value.name])) {
        add(`${name}Constructor`, allNames(value));
        if (prototype) add(name, allNames(prototype));
      }
    } else {
      const classes: unknown = Reflect.get(value, 'constructor');
      if (typeof classes === 'function') add(classes.name, allNames(value));
    }
    if (depth === 0) return;
    for (const name of Object.getOwnPropertyNames(value)) {
      const property = Object.getOwnPropertyDescriptor(value, name);
      // A getter of a page may throw; those of the modules are how they load what they have.
      const found: unknown = property?.get === undefined ? property?.value : attempt(() => Reflect.get(value, name));
      visit(name, found, depth - 1);
    }
  };
  const attempt = (work: () => unknown): unknown => {
    try {
      return work();
    } catch {
      return undefined;
    }
  };
  for (const [name, value] of Object.entries(roots)) visit(name, value, 2);
  return Object.fromEntries(Object.entries(surface).map(([name, names]) => [name, [...names]]));
}
