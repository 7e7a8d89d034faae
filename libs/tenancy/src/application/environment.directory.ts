import { Injectable } from '@nestjs/common';
import type { EnvironmentName } from '@app/kernel';
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

/**
 * Names to ids, remembered: neither ever changes, so an answer stays right for the life of the
 * process. That there is no such environment is never remembered, and no revision ever is.
 */
@Injectable()
export class EnvironmentDirectory {
  private readonly known = new QuickLRU<string, EnvironmentRef>({ maxSize: MAX_REMEMBERED });

  constructor(private readonly environments: EnvironmentRepository) {}

  /** @throws EnvironmentNotFound */
  async get(tenantId: string, name: EnvironmentName): Promise<EnvironmentRef> {
    const found = await this.find(tenantId, name);
    if (found === undefined) throw new EnvironmentNotFound(name);
    return found;
  }

  async find(tenantId: string, name: EnvironmentName): Promise<EnvironmentRef | undefined> {
    const key = `${tenantId}/${name}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const found = await this.environments.find(tenantId, name);
    if (found === undefined) return undefined;
    const ref: EnvironmentRef = { id: found.id, name: found.name, tenantId };
    this.known.set(key, ref);
    return ref;
  }
}
