import { Clock, environmentName } from '@app/kernel';
import type { Environment } from '@app/tenancy';
import type { FlagList } from '../domain/flag-list';
import { aList, flagListCacheContract } from '../testing/flag-list-cache.contract';
import { InProcessFlagListCache } from './in-process-flag-list.cache';

class SetClock extends Clock {
  time = 0;

  override now(): number {
    return this.time;
  }
}

function open(ttlMs: number) {
  const clock = new SetClock();
  let committed: FlagList | undefined;
  const find = async (tenantId: string): Promise<Environment | undefined> =>
    committed && {
      id: committed.environmentId,
      tenantId,
      name: environmentName('dev'),
      epoch: committed.epoch,
      revision: committed.revision,
      createdAt: new Date(0),
    };
  return {
    cache: new InProcessFlagListCache({ find }, clock, ttlMs),
    commit: (list: FlagList) => {
      committed = list;
    },
    pass: async (ms: number) => {
      clock.time += ms;
    },
  };
}

describe('the flag list cache of one process', () => {
  flagListCacheContract(open);

  it('notices what another process has committed without telling', async () => {
    const { cache, commit } = open(60_000);
    const key = { tenant: 'zebra', tenantId: 't', environment: 'dev' } as never;
    commit(aList(1));
    await cache.put(key, aList(1));
    commit(aList(2));
    expect(await cache.find(key)).toEqual({ kind: 'miss' });
    expect(await cache.find(key, aList(1))).toEqual({ kind: 'miss' });
  });
});
