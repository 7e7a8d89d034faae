import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { hashes } from '../hashes';
import { operators } from '../operators';
import { aFlag, aFlagWhen, aRulesFlag } from '../testing/builders';
import { compile } from './compile';
import type { CompiledSnapshot } from './compiled-snapshot';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const segments = [{ key: 's', when: { attribute: 'plan', operator: 'in', values: ['pro'] } }];
const environment = (version: number) => ({
  segments,
  flags: [
    { ...aFlag({ key: 'a' }), version },
    aFlagWhen({ all: [{ segment: 's' }, { attribute: 'x', operator: 'exists' }] }, { key: 'b' }),
    aRulesFlag({ prerequisites: { flag: 'b' }, fallthrough: { variant: 'on' } }, { key: 'c' }),
    { ...aFlagWhen({ any: [{ flag: 'b' }, { segment: 's' }] }, { key: 'd' }), version },
  ],
});

type Layer = CompiledSnapshot['layers']['flags'];

/** Compiles so many revisions, one from the other. */
function compileRevisions(count: number): { present: Layer; former: WeakRef<Layer>[] } {
  let compiled = compile(environment(0), { operators, hashes });
  const former: WeakRef<Layer>[] = [];
  for (let version = 1; version <= count; version += 1) {
    former.push(new WeakRef(compiled.layers.flags));
    compiled = compile(environment(version), { operators, hashes, previous: compiled });
  }
  return { present: compiled.layers.flags, former };
}

describe('a compiled environment', () => {
  it('holds on to no revision before it, whatever it took over', async () => {
    const { present, former } = compileRevisions(4);
    // What a weak reference was made of is kept until the present turn ends.
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
    expect(former.filter((revision) => revision.deref() !== undefined)).toEqual([]);
    expect(present.compiled.size).toBe(4);
  });
});
