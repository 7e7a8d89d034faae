import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { environmentName, flagKey, type Page, type Principal, strongTag } from '@app/kernel';
import type { Reference } from '../domain/reference';
import { SegmentNotFound } from '../domain/segment.errors';
import type { EnvironmentAddress } from './flag.reader';
import { SegmentReader, type UsedSegment, type WholeSegment } from './segment.reader';
import type { SegmentAddress } from './segment.service';

/** A page of an environment's segments. */
export interface SegmentListQuery {
  readonly environment: string;
  readonly search: string;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
}

const HASH_CHARACTERS = 22;

/** Reads segments. */
@Injectable()
export class SegmentQueries {
  constructor(private readonly reader: SegmentReader) {}

  /** @throws InvalidName, EnvironmentNotFound, SegmentNotFound */
  async get(
    caller: Principal,
    address: SegmentAddress,
  ): Promise<WholeSegment & { readonly etag: string }> {
    const { place, key } = parsed(caller, address);
    const { epoch, found } = await this.reader.find(place, key);
    if (found === undefined) throw new SegmentNotFound(key, place.environment);
    return { ...found, etag: strongTag(found.segment, epoch) };
  }

  /** @throws InvalidName, EnvironmentNotFound, SegmentNotFound */
  async usersOf(caller: Principal, address: SegmentAddress): Promise<readonly Reference[]> {
    const { place, key } = parsed(caller, address);
    const users = await this.reader.usersOf(place, key);
    if (users === undefined) throw new SegmentNotFound(key, place.environment);
    return users;
  }

  /** @throws InvalidName, EnvironmentNotFound */
  async list(
    caller: Principal,
    { environment, search, page, pageSize }: SegmentListQuery,
  ): Promise<{ readonly page: Page<UsedSegment>; readonly etag: string }> {
    const address = { tenantId: caller.tenantId, environment: environmentName(environment) };
    const selection = { search, offset: (page - 1) * pageSize, limit: pageSize };
    const { stamp, items, total } = await this.reader.list(address, selection);
    const hash = createHash('sha256')
      .update(JSON.stringify([stamp.epoch, search, page, pageSize]))
      .digest('base64url')
      .slice(0, HASH_CHARACTERS);
    const etag = `W/"${stamp.revision}-${total}-${hash}"`;
    return { page: { items, page, pageSize, total }, etag };
  }
}

function parsed(
  { tenantId }: Principal,
  { environment, key }: SegmentAddress,
): { place: EnvironmentAddress; key: string } {
  return { place: { tenantId, environment: environmentName(environment) }, key: flagKey(key) };
}
