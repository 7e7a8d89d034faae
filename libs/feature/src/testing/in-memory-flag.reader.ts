import { type Environment, EnvironmentNotFound, type EnvironmentRepository } from '@app/tenancy';
import {
  type EnvironmentAddress,
  type EnvironmentSnapshot,
  FlagReader,
  type FoundFlag,
} from '../application/flag.reader';
import { type FlagList, sameStamp, type Stamp } from '../domain/flag-list';
import type { InMemoryFeatures } from './in-memory-features';

/** Reads the flags that `InMemoryEnvironmentStore` keeps. */
export class InMemoryFlagReader extends FlagReader {
  constructor(
    private readonly environments: EnvironmentRepository,
    private readonly features: InMemoryFeatures,
  ) {
    super();
  }

  override async find(address: EnvironmentAddress, key: string): Promise<FoundFlag> {
    const environment = await this.get(address);
    return { epoch: environment.epoch, flag: this.features.room(environment).flags.get(key) };
  }

  override async readList(
    address: EnvironmentAddress,
    held?: Stamp,
  ): Promise<FlagList | undefined> {
    const environment = await this.get(address);
    if (held !== undefined && sameStamp(held, environment)) return undefined;
    const { id: environmentId, epoch, revision } = environment;
    const flags = [...this.features.room(environment).flags.values()];
    flags.sort((a, b) => (a.config.key < b.config.key ? -1 : 1));
    return { environmentId, epoch, revision, flags };
  }

  override async readSnapshot(address: EnvironmentAddress): Promise<EnvironmentSnapshot> {
    const { segments, ids } = this.features.room(await this.get(address));
    const all = [...segments.values()].sort((a, b) => (a.config.key < b.config.key ? -1 : 1));
    return {
      list: (await this.readList(address)) as FlagList,
      segments: all.map(({ config }) => ({
        ...config,
        include: [...(ids.get(config.key)?.include ?? [])].sort(),
        exclude: [...(ids.get(config.key)?.exclude ?? [])].sort(),
      })),
    };
  }

  private async get({ tenantId, environment: name }: EnvironmentAddress): Promise<Environment> {
    const environment = await this.environments.find(tenantId, name);
    if (environment === undefined) throw new EnvironmentNotFound(name);
    return environment;
  }
}
