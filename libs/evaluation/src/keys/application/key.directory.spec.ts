import { Logger } from '@nestjs/common';
import type { Tx } from '@app/kernel';
import { aKeyRecord, aSecret, anApiKey } from '../../testing/api-key.builders';
import { InMemoryApiKeyRepository } from '../../testing/in-memory-api-key.repository';
import { ManualClock } from '../../testing/manual.clock';
import type { KeyRecord } from './api-key.repository';
import { KeyDirectory } from './key.directory';

const TX: Tx = {
  record: () => {
    throw new Error('Nothing is recorded here.');
  },
};

describe('the directory of API keys', () => {
  let clock: ManualClock;
  let repository: InMemoryApiKeyRepository;
  let directory: KeyDirectory;

  const add = async () => {
    const [key, { secret, kept }] = [anApiKey(), aSecret()];
    await repository.add(TX, key, kept);
    return { key, secret };
  };

  beforeEach(async () => {
    Logger.overrideLogger(false);
    clock = new ManualClock();
    repository = new InMemoryApiKeyRepository(() => clock.now());
    directory = new KeyDirectory(repository, clock);
    await directory.onApplicationBootstrap();
  });
  afterEach(() => directory.onModuleDestroy());

  it('knows what was there at the start', async () => {
    const { secret } = await add();
    const later = new KeyDirectory(repository, clock);
    await later.onApplicationBootstrap();
    later.onModuleDestroy();
    expect(later.find(secret)).toBeDefined();
  });

  it('asks about a key that it has not heard of, and remembers it', async () => {
    const { secret, key } = await add();
    expect(directory.find(secret)).toBeUndefined();
    expect((await directory.resolve(secret))?.key.id).toBe(key.id);
    expect(directory.find(secret)).toBeDefined();
  });

  it('asks no more often than its budget, however many keys are made up', async () => {
    const asked = jest.spyOn(repository, 'findByHash');
    for (let i = 0; i < 80; i += 1) await directory.resolve(aSecret().secret);
    expect(asked).toHaveBeenCalledTimes(50);
    clock.advance(1_000);
    await directory.resolve(aSecret().secret);
    expect(asked).toHaveBeenCalledTimes(51);
  });

  it('hears of a revocation that happened while the database was out of reach', async () => {
    const { key, secret } = await add();
    await directory.refresh();
    const revoked = jest.fn();
    directory.onRevoked(revoked);
    repository.lost = true;
    await directory.refresh();
    expect(directory.find(secret)).toBeDefined();
    repository.lost = false;
    await repository.revoke(TX, key, new Date(clock.now()));
    repository.lost = true;
    clock.advance(45_000);
    await directory.refresh();
    repository.lost = false;
    await directory.refresh();
    expect(directory.find(secret)).toBeUndefined();
    expect(revoked).toHaveBeenCalledTimes(1);
  });

  it('reads everything anew after a long silence: keys may be gone with an older database', async () => {
    const { secret } = await add();
    await directory.refresh();
    jest.spyOn(repository, 'loadAll').mockResolvedValue([]);
    clock.advance(61_000);
    await directory.refresh();
    expect(directory.find(secret)).toBeUndefined();
  });

  describe('when the database hangs', () => {
    const PATIENCE_MS = 500;
    let answers: PromiseWithResolvers<KeyRecord[]>[];

    beforeEach(() => {
      jest.useFakeTimers();
      answers = [];
      jest.spyOn(repository, 'changedWithin').mockImplementation(() => {
        const answer = Promise.withResolvers<KeyRecord[]>();
        answers.push(answer);
        return answer.promise;
      });
    });
    afterEach(() => jest.useRealTimers());

    const askInVain = async () => {
      const asked = directory.refresh();
      await jest.advanceTimersByTimeAsync(PATIENCE_MS);
      await asked;
    };

    it('asks again after half a second, and takes in whichever answer comes', async () => {
      const { kept, secret } = aSecret();
      const opening = aKeyRecord({}, { secrets: [kept], changedAt: 1 });
      const revoked = { ...opening.key, revokedAt: new Date(2) };
      await askInVain();
      const second = directory.refresh();
      answers[1]?.resolve([{ key: revoked, secrets: [kept], changedAt: new Date(2) }]);
      await second;
      answers[0]?.resolve([opening]);
      await jest.advanceTimersByTimeAsync(0);
      expect(directory.find(secret)).toBeUndefined();
    });

    it('takes in an answer that comes late', async () => {
      const { kept, secret } = aSecret();
      await askInVain();
      answers[0]?.resolve([aKeyRecord({}, { secrets: [kept] })]);
      await jest.advanceTimersByTimeAsync(0);
      expect(directory.find(secret)).toBeDefined();
    });

    it('leaves no more than three questions waiting', async () => {
      for (let round = 0; round < 5; round += 1) await askInVain();
      expect(answers).toHaveLength(3);
      answers[0]?.reject(new Error('timed out'));
      await jest.advanceTimersByTimeAsync(0);
      await askInVain();
      expect(answers).toHaveLength(4);
    });
  });
});
