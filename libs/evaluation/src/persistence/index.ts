import { ApiKeySecretEntity } from '../keys/persistence/api-key-secret.entity';
import { ApiKeyEntity } from '../keys/persistence/api-key.entity';
import { CreateApiKeys1764000006000 } from '../keys/persistence/migrations/1764000006000-create-api-keys';
import { CreateSigningKeys1764000006100 } from '../signing/persistence/migrations/1764000006100-create-signing-keys';
import { SigningKeyEntity } from '../signing/persistence/signing-key.entity';

/** Every table of this lib, as TypeORM knows it. */
export const EVALUATION_ENTITIES = [ApiKeyEntity, ApiKeySecretEntity, SigningKeyEntity];

/** In the order they run. */
export const EVALUATION_MIGRATIONS = [CreateApiKeys1764000006000, CreateSigningKeys1764000006100];
