import type { Store } from '../../service/ports/store.js';

/** A store of which only some methods exist; calling any other one fails the test with its name. */
export function partialStore(methods: Partial<Store>): Store {
  return new Proxy(methods, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (method !== undefined || typeof name === 'symbol') return method;
      return () => {
        throw new Error(`the test store has no ${name}`);
      };
    },
  }) as Store;
}
