import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { compile } from '../compile/compile';
import type { CompiledSnapshot } from '../compile/compiled-snapshot';
import { hashes } from '../hashes';
import { operators } from '../operators';
import { aFlag, aFlagWhen, aRulesFlag } from '../testing/builders';
import { recompile } from './recompile';

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

/** Compiles so many revisions, one from the other. */
function compileRevisions(count: number): { present: CompiledSnapshot; former: WeakRef<object>[] } {
  let present = compile(environment(0), { operators, hashes });
  const former: WeakRef<object>[] = [];
  for (let version = 1; version <= count; version += 1) {
    const changed = ['a', 'd'].map((key) => present.flags.get(key) as object);
    former.push(...[present, present.flags, ...changed].map((each) => new WeakRef(each)));
    present = recompile(present, environment(version));
  }
  return { present, former };
}

describe('a compiled environment', () => {
  it('holds on to no revision before it, whatever it took over', async () => {
    const { present, former } = compileRevisions(4);
    // What a weak reference was made of is kept until the present turn ends.
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
    expect(former.filter((each) => each.deref() !== undefined)).toEqual([]);
    expect(present.flags.size).toBe(4);
  });
});
