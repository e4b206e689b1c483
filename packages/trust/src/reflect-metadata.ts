// tsyringe, inside @peculiar/x509, will not load without the metadata half of the old decorators proposal. These three
// functions are all it calls; a program that brings its own keeps it.

type Table = Map<unknown, unknown>;
const tables = new WeakMap<object, Table>();

const metadata = {
  defineMetadata(key: unknown, value: unknown, target: object): void {
    const table: Table = tables.get(target) ?? new Map();
    tables.set(target, table.set(key, value));
  },
  getOwnMetadata(key: unknown, target: object): unknown {
    return tables.get(target)?.get(key);
  },
  getMetadata(key: unknown, target: object): unknown {
    for (let at: object | null = target; at; at = Object.getPrototypeOf(at)) {
      if (tables.get(at)?.has(key)) return tables.get(at)?.get(key);
    }
    return undefined;
  },
};

if (!('getMetadata' in Reflect)) Object.assign(Reflect, metadata);
