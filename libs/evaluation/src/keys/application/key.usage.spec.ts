import { Logger } from '@nestjs/common';
import type { Tx } from '@app/kernel';
import { aSecret, anApiKey, ZEBRA_DEV } from '../../testing/api-key.builders';
import { InMemoryApiKeyRepository } from '../../testing/in-memory-api-key.repository';
import { ManualClock } from '../../testing/manual.clock';
import { KeyUsage } from './key.usage';

describe('the last use of API keys', () => {
  const clock = new ManualClock();
  let repository: InMemoryApiKeyRepository;
  let usage: KeyUsage;
  const key = anApiKey();
  const credential = { key, hash: 'x', validUntil: Number.POSITIVE_INFINITY };
  const lastUse = async () => (await repository.list(ZEBRA_DEV.tenantId))[0]?.lastUsedAt;

  beforeEach(async () => {
    Logger.overrideLogger(false);
    repository = new InMemoryApiKeyRepository(() => clock.now());
    usage = new KeyUsage(repository, clock);
    await repository.add({} as Tx, key, aSecret().kept);
  });

  it('is written once for a batch, however often the key was used', async () => {
    const written = jest.spyOn(repository, 'touch');
    usage.note(credential);
    usage.note(credential);
    await usage.flush();
    await usage.flush();
    expect(written).toHaveBeenCalledTimes(1);
    expect(await lastUse()).toEqual(new Date(clock.now()));
  });

  it('is written later when it cannot be written now', async () => {
    usage.note(credential);
    const at = new Date(clock.now());
    repository.lost = true;
    await usage.flush();
    repository.lost = false;
    clock.advance(30_000);
    await usage.flush();
    expect(await lastUse()).toEqual(at);
  });

  it('is written before the process ends', async () => {
    usage.onApplicationBootstrap();
    usage.note(credential);
    await usage.onModuleDestroy();
    expect(await lastUse()).toBeDefined();
  });
});
