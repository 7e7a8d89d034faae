import { EnvironmentEntity } from './environment.entity';
import { CreateTenancy1764000001000 } from './migrations/1764000001000-create-tenancy';
import { TenantEntity } from './tenant.entity';
import { UserEntity } from './user.entity';

/** Every table of this lib, as TypeORM knows it. */
export const TENANCY_ENTITIES = [TenantEntity, UserEntity, EnvironmentEntity];

/** In the order they run. */
export const TENANCY_MIGRATIONS = [CreateTenancy1764000001000];
