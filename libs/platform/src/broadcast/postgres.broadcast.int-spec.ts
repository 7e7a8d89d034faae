import { Logger } from '@nestjs/common';
import type { JsonValue } from '@app/kernel';
import { eventually, ToxicProxy, usePostgres } from '@app/testing';
import { DataSource } from 'typeorm';
import { broadcastContract } from './broadcast.contract';
import { PostgresBroadcast } from './postgres.broadcast';

describe('the broadcast over PostgreSQL', () => {
  const database = usePostgres();
  const open: PostgresBroadcast[] = [];

  beforeAll(() => void Logger.overrideLogger(false));
  afterEach(() => Promise.all(open.splice(0).map((one) => one.onApplicationShutdown())));

  function aBroadcast(dataSource = database.dataSource): PostgresBroadcast {
    const broadcast = new PostgresBroadcast(dataSource);
    open.push(broadcast);
    return broadcast;
  }

  broadcastContract(aBroadcast);

  it('reaches other processes', async () => {
    const received: JsonValue[] = [];
    await new Promise<void>((stands) =>
      aBroadcast().subscribe('revisions', (message) => received.push(message), stands),
    );
    await aBroadcast().publish('revisions', 1);
    await eventually(() => expect(received).toEqual([1]));
  });

  describe('when the connection is lost', () => {
    let proxy: ToxicProxy;
    let source: DataSource;

    beforeEach(async () => {
      proxy = await ToxicProxy.start(database.url);
      source = await new DataSource({ type: 'postgres', url: proxy.url }).initialize();
    });

    afterEach(async () => {
      await source.destroy();
      await proxy.stop();
    });

    it('says that it cannot send, and resumes by itself when the server is back', async () => {
      const broadcast = aBroadcast(source);
      const received: JsonValue[] = [];
      let resumed = 0;
      broadcast.subscribe(
        'revisions',
        (message) => received.push(message),
        () => (resumed += 1),
      );
      await eventually(() => expect(resumed).toBe(1));
      await proxy.cut();
      await expect(broadcast.publish('revisions', 'lost')).rejects.toThrow();
      await proxy.restore();
      await eventually(() => expect(resumed).toBe(2));
      await broadcast.publish('revisions', 'back');
      await eventually(() => expect(received).toEqual(['back']));
    });
  });
});
