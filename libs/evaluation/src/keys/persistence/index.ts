import { ApiKeySecretEntity } from './api-key-secret.entity';
import { ApiKeyEntity } from './api-key.entity';
import { CreateSigningKeys1764000006100 } from '../../signing/persistence/migrations/1764000006100-create-signing-keys';
import { SigningKeyEntity } from '../../signing/persistence/signing-key.entity';
import { CreateApiKeys1764000006000 } from './migrations/1764000006000-create-api-keys';

/** Every table of this lib, as TypeORM knows it. */
export const EVALUATION_ENTITIES = [ApiKeyEntity, ApiKeySecretEntity, SigningKeyEntity];

/** In the order they run. */
export const EVALUATION_MIGRATIONS = [CreateApiKeys1764000006000, CreateSigningKeys1764000006100];
