import { CreateTokenRevocations1764000003000 } from './migrations/1764000003000-create-token-revocations';
import { TokenRevocationEntity } from './token-revocation.entity';

/** Every table of this lib, as TypeORM knows it. */
export const AUTH_ENTITIES = [TokenRevocationEntity];

/** In the order they run. */
export const AUTH_MIGRATIONS = [CreateTokenRevocations1764000003000];
