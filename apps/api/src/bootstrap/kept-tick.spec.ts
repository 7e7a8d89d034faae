import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { keepTick } from './kept-tick';

describe('the kept tick', () => {
  it('is what process.nextTick makes of a callback, and outlives a collection', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const reference = new WeakRef(await keepTick());
    await new Promise((resolve) => setImmediate(resolve)); // lets go of what this turn has read
    collect();
    expect(Object.keys(reference.deref() ?? {})).toEqual(['callback', 'args']);
  });
});
