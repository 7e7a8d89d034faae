import { EnvironmentChangeEntity } from './environment-change.entity';
import { FlagEntity } from './flag.entity';
import { FlagKeyEntity } from './flag-key.entity';
import { CreateFeatures1764000005000 } from './migrations/1764000005000-create-features';
import { CreateEnvironmentChanges1764000005100 } from './migrations/1764000005100-create-environment-changes';
import { SegmentEntity } from './segment.entity';
import { SegmentIdEntity } from './segment-id.entity';
import { UsageEntity } from './usage.entity';

/** Every table of this lib, as TypeORM knows it. */
export const FEATURE_ENTITIES = [
  FlagKeyEntity,
  FlagEntity,
  SegmentEntity,
  SegmentIdEntity,
  UsageEntity,
  EnvironmentChangeEntity,
];

/** In the order they run. */
export const FEATURE_MIGRATIONS = [
  CreateFeatures1764000005000,
  CreateEnvironmentChanges1764000005100,
];
