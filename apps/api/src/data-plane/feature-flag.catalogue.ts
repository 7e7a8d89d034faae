import { Injectable } from '@nestjs/common';
import { FlagReader } from '@app/feature';
import { dependenciesOf } from '@app/flag-engine';
import type { EnvironmentName } from '@app/kernel';
import { FlagCatalogue, type ListedFlag } from '@app/usage';

/** Where usage asks which flags there are: it and the room that keeps them do not know each other. */
@Injectable()
export class FeatureFlagCatalogue extends FlagCatalogue {
  constructor(private readonly reader: FlagReader) {
    super();
  }

  override async list(tenantId: string, environment: EnvironmentName): Promise<ListedFlag[]> {
    const list = await this.reader.readList({ tenantId, environment });
    const flags = list?.flags ?? [];
    const requiredBy = new Map<string, string[]>();
    for (const { config } of flags) {
      for (const needed of dependenciesOf(config).flags) {
        const users = requiredBy.get(needed);
        if (users === undefined) requiredBy.set(needed, [config.key]);
        else users.push(config.key);
      }
    }
    return flags.map(({ config, createdAt }) => ({
      key: config.key,
      name: config.name,
      enabled: config.enabled,
      createdAt: Date.parse(createdAt),
      requiredBy: requiredBy.get(config.key) ?? [],
    }));
  }
}
