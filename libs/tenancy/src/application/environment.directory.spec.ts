import { Clock, environmentName } from '@app/kernel';
import { DomainEventFactory } from '@app/outbox';
import { AsyncLocalRequestContext, SystemClock, UuidV7Generator } from '@app/platform/context';
import { InMemoryUnitOfWork } from '../../../outbox/src/testing/in-memory-unit-of-work';
import type { Environment } from '../domain/environment';
import { InMemoryEnvironmentRepository } from '../testing/in-memory-environment.repository';
import { aTenant, anEnvironment } from '../testing/tenancy.builders';
import { EnvironmentDirectory } from './environment.directory';

class SetClock extends Clock {
  time = 1_000;

  override now(): number {
    return this.time;
  }
}

describe('the directory of environments', () => {
  const tenant = aTenant();
  const [dev, qa] = [environmentName('dev'), environmentName('qa')];
  const former = anEnvironment(tenant, 'dev');
  const later = anEnvironment(tenant, 'dev');

  async function open() {
    const context = new AsyncLocalRequestContext();
    const events = new DomainEventFactory(new SystemClock(), new UuidV7Generator(), context);
    const unitOfWork = new InMemoryUnitOfWork(events, context);
    const environments = new InMemoryEnvironmentRepository();
    const clock = new SetClock();
    const add = (one: Environment) => unitOfWork.run((tx) => environments.add(tx, one));
    const remove = (one: Environment) => unitOfWork.run((tx) => environments.remove(tx, one));
    await add(former);
    const directory = new EnvironmentDirectory(environments, clock);
    const idOf = async () => (await directory.find(tenant.id, dev))?.id;
    return { environments, clock, add, remove, directory, idOf };
  }

  it('remembers what never changes, and never that something is missing', async () => {
    const { directory, add } = await open();
    expect(await directory.find(tenant.id, qa)).toBeUndefined();
    await expect(directory.get(tenant.id, qa)).rejects.toThrow('There is no environment "qa"');
    const first = await directory.get(tenant.id, dev);
    expect(await directory.get(tenant.id, dev)).toBe(first);
    expect(first).toEqual({ id: former.id, name: dev, tenantId: tenant.id });
    await add(anEnvironment(tenant, 'qa'));
    expect(await directory.find(tenant.id, qa)).toMatchObject({ name: 'qa' });
  });

  it('asks again after a second, since another may have been made under the name', async () => {
    const { clock, add, remove, idOf } = await open();
    expect(await idOf()).toBe(former.id);
    await remove(former);
    await add(later);
    clock.time += 999;
    expect(await idOf()).toBe(former.id);
    clock.time += 1;
    expect(await idOf()).toBe(later.id);
    await remove(later);
    clock.time += 1_000;
    expect(await idOf()).toBeUndefined();
  });

  it('forgets at once what was deleted here', async () => {
    const { add, remove, directory, idOf } = await open();
    expect(await idOf()).toBe(former.id);
    await remove(former);
    directory.forget(tenant.id, dev);
    expect(await idOf()).toBeUndefined();
    await add(later);
    expect(await idOf()).toBe(later.id);
  });

  it('forgets what was asked before the deletion and is answered behind it', async () => {
    const { environments, remove, directory, idOf } = await open();
    const answer = Promise.withResolvers<Environment>();
    jest.spyOn(environments, 'find').mockReturnValueOnce(answer.promise);
    const early = idOf();
    await remove(former);
    directory.forget(tenant.id, dev);
    answer.resolve(former);
    expect(await early).toBe(former.id);
    expect(await idOf()).toBeUndefined();
  });

  it('holds what it knew while the record cannot be asked', async () => {
    const { environments, clock, directory, idOf } = await open();
    expect(await idOf()).toBe(former.id);
    clock.time += 60_000;
    jest.spyOn(environments, 'find').mockRejectedValue(new Error('lost'));
    expect(await idOf()).toBe(former.id);
    await expect(directory.find(tenant.id, qa)).rejects.toThrow('lost');
  });

  it('waits no longer than half a second for a record that hangs, and asks it once', async () => {
    const { environments, clock, idOf } = await open();
    expect(await idOf()).toBe(former.id);
    clock.time += 60_000;
    const find = jest.spyOn(environments, 'find').mockReturnValue(new Promise(() => undefined));
    expect(await Promise.all([idOf(), idOf()])).toEqual([former.id, former.id]);
    expect(await idOf()).toBe(former.id);
    expect(find).toHaveBeenCalledTimes(1);
  });

  it('asks anew when it has been answered, or has not been', async () => {
    const { environments, clock, remove, add, idOf } = await open();
    expect(await idOf()).toBe(former.id);
    clock.time += 1_000;
    jest.spyOn(environments, 'find').mockRejectedValueOnce(new Error('lost'));
    expect(await idOf()).toBe(former.id);
    await remove(former);
    await add(later);
    expect(await idOf()).toBe(later.id);
    clock.time += 1_000;
    await remove(later);
    expect(await idOf()).toBeUndefined();
  });
});
