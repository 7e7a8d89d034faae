import { Logger } from '@nestjs/common';
import type { Tx } from '@app/kernel';
import { InProcessBroadcast } from '@app/platform/broadcast';
import { eventually } from '@app/testing';
import { aSecret, anApiKey } from '../../testing/api-key.builders';
import { InMemoryApiKeyRepository } from '../../testing/in-memory-api-key.repository';
import { ManualClock } from '../../testing/manual.clock';
import { KeyDirectory } from './key.directory';
import { KeyNews } from './key.news';

const TX: Tx = {
  record: () => {
    throw new Error('Nothing is recorded here.');
  },
};

/** A process: its keys, and how it hears of changes. */
interface Process {
  readonly directory: KeyDirectory;
  readonly news: KeyNews;
}

describe('news of API keys', () => {
  let repository: InMemoryApiKeyRepository;
  let broadcast: InProcessBroadcast;
  let here: Process;
  let there: Process;

  const start = async (): Promise<Process> => {
    const directory = new KeyDirectory(repository, new ManualClock());
    const news = new KeyNews(broadcast, directory);
    await directory.onApplicationBootstrap();
    news.onApplicationBootstrap();
    // From here on only news bring anything about.
    directory.onModuleDestroy();
    return { directory, news };
  };
  const add = async () => {
    const [key, { secret, kept }] = [anApiKey(), aSecret()];
    await repository.add(TX, key, kept);
    return { key, secret };
  };

  beforeEach(async () => {
    Logger.overrideLogger(false);
    const clock = new ManualClock();
    repository = new InMemoryApiKeyRepository(() => clock.now());
    broadcast = new InProcessBroadcast();
    [here, there] = [await start(), await start()];
  });
  afterEach(() => [here, there].forEach(({ news }) => news.onModuleDestroy()));

  it('reach every process, the one that tells them first', async () => {
    const { key, secret } = await add();
    await here.news.tell();
    expect(here.directory.find(secret)).toBeDefined();
    await eventually(() => expect(there.directory.find(secret)).toBeDefined());
    await repository.revoke(TX, key, new Date());
    await here.news.tell();
    expect(here.directory.find(secret)).toBeUndefined();
    await eventually(() => expect(there.directory.find(secret)).toBeUndefined());
  });

  it('are taken in here where they cannot be told', async () => {
    jest.spyOn(broadcast, 'publish').mockRejectedValue(new Error('lost'));
    const { secret } = await add();
    await here.news.tell();
    expect(here.directory.find(secret)).toBeDefined();
  });

  it('reach nobody who has left', async () => {
    there.news.onModuleDestroy();
    const asked = jest.spyOn(there.directory, 'refresh');
    await add();
    await here.news.tell();
    expect(asked).not.toHaveBeenCalled();
  });
});
