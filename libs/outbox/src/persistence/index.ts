import { CreateOutbox1764000002000 } from './migrations/1764000002000-create-outbox';
import { OutboxEntity } from './outbox.entity';

/** Every table of this lib, as TypeORM knows it. */
export const OUTBOX_ENTITIES = [OutboxEntity];

/** In the order they run. */
export const OUTBOX_MIGRATIONS = [CreateOutbox1764000002000];
