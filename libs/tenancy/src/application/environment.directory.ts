import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Clock, type EnvironmentName } from '@app/kernel';
import QuickLRU from 'quick-lru';
import { EnvironmentNotFound } from '../domain/tenancy.errors';
import { EnvironmentRepository } from './environment.repository';

/** What never changes of an environment. */
export interface EnvironmentRef {
  readonly id: string;
  readonly name: EnvironmentName;
  readonly tenantId: string;
}

const MAX_REMEMBERED = 10_000;
/** For so long nobody is asked again whether a name still means what it meant. */
const SURE_MS = 1_000;
/** Whoever was known is not waited for longer than this. */
const PATIENCE_MS = 500;

interface Remembered {
  readonly ref: EnvironmentRef;
  /** Epoch milliseconds. */
  readonly askedAt: number;
}

/**
 * Names to ids, remembered. An id never changes, but an environment may be deleted and another one
 * made under its name: after a second the record is asked again, and where it cannot be asked what
 * was known holds. That there is no such environment is never remembered, and no revision ever is.
 */
@Injectable()
export class EnvironmentDirectory {
  private readonly known = new QuickLRU<string, Remembered>({ maxSize: MAX_REMEMBERED });
  /** Questions about what is known that wait for their answer. */
  private readonly asking = new Map<string, Promise<EnvironmentRef | undefined>>();
  /** How many environments were deleted here. */
  private deletions = 0;

  constructor(
    private readonly environments: EnvironmentRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws EnvironmentNotFound */
  async get(tenantId: string, name: EnvironmentName): Promise<EnvironmentRef> {
    const found = await this.find(tenantId, name);
    if (found === undefined) throw new EnvironmentNotFound(name);
    return found;
  }

  async find(tenantId: string, name: EnvironmentName): Promise<EnvironmentRef | undefined> {
    const known = this.known.get(keyOf(tenantId, name));
    if (known === undefined) return this.ask(tenantId, name);
    if (this.clock.now() - known.askedAt < SURE_MS) return known.ref;
    const asked = this.askAgain(known.ref);
    return Promise.race([asked, delay(PATIENCE_MS, known.ref, { ref: false })]);
  }

  /** An environment was deleted here, and that is committed. */
  forget(tenantId: string, name: EnvironmentName): void {
    this.known.delete(keyOf(tenantId, name));
    this.deletions += 1;
  }

  /** One question for all who wait: a record that hangs must not use up the pool. Never rejects. */
  private askAgain(ref: EnvironmentRef): Promise<EnvironmentRef | undefined> {
    const key = keyOf(ref.tenantId, ref.name);
    const underWay = this.asking.get(key);
    if (underWay !== undefined) return underWay;
    const asking = this.ask(ref.tenantId, ref.name)
      .catch(() => ref)
      .finally(() => this.asking.delete(key));
    this.asking.set(key, asking);
    return asking;
  }

  private async ask(tenantId: string, name: EnvironmentName): Promise<EnvironmentRef | undefined> {
    const askedAt = this.clock.now();
    const { deletions } = this;
    const found = await this.environments.find(tenantId, name);
    if (found === undefined) {
      this.known.delete(keyOf(tenantId, name));
      return undefined;
    }
    const ref: EnvironmentRef = { id: found.id, name: found.name, tenantId };
    // An answer from before a deletion may be the environment that was deleted.
    if (deletions === this.deletions) this.known.set(keyOf(tenantId, name), { ref, askedAt });
    return ref;
  }
}

function keyOf(tenantId: string, name: EnvironmentName): string {
  return `${tenantId}/${name}`;
}
