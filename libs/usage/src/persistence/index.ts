import { ConnectedClientEntity } from './connected-client.entity';
import { ContextSamplingEntity } from './context-sampling.entity';
import { FlagLastSeenEntity } from './flag-last-seen.entity';
import { FlagUsageEntity } from './flag-usage.entity';
import { CreateUsage1764000008000 } from './migrations/1764000008000-create-usage';
import { CreateConnectedClients1764000008100 } from './migrations/1764000008100-create-connected-clients';
import { CreateContextSampling1764000008200 } from './migrations/1764000008200-create-context-sampling';
import { SampledContextEntity } from './sampled-context.entity';
import { UnknownFlagEntity } from './unknown-flag.entity';
import { UsageBatchEntity } from './usage-batch.entity';
import { UsageLossEntity } from './usage-loss.entity';
import { UsageStartEntity } from './usage-start.entity';

/** Every table of this lib, as TypeORM knows it. */
export const USAGE_ENTITIES = [
  ConnectedClientEntity,
  ContextSamplingEntity,
  FlagLastSeenEntity,
  FlagUsageEntity,
  SampledContextEntity,
  UnknownFlagEntity,
  UsageBatchEntity,
  UsageLossEntity,
  UsageStartEntity,
];

/** In the order they run. */
export const USAGE_MIGRATIONS = [
  CreateUsage1764000008000,
  CreateConnectedClients1764000008100,
  CreateContextSampling1764000008200,
];
