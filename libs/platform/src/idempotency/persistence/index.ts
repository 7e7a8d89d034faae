import { IdempotencyKeyEntity } from './idempotency-key.entity';
import { CreateIdempotencyKeys1764000000500 } from './migrations/1764000000500-create-idempotency-keys';

/** Every table of platform, as TypeORM knows it. */
export const PLATFORM_ENTITIES = [IdempotencyKeyEntity];

/** In the order they run. */
export const PLATFORM_MIGRATIONS = [CreateIdempotencyKeys1764000000500];
