import type { Clock } from '@app/kernel';
import { DomainEventFactory } from '@app/outbox';
import { AsyncLocalRequestContext, SystemClock, UuidV7Generator } from '@app/platform/context';
import { InstallationSecrets } from '@app/platform/secrets';
import { InMemoryUnitOfWork } from '../../../outbox/src/testing/in-memory-unit-of-work';
import { KeySeal } from '../signing/key.seal';
import { SigningKeyring } from '../signing/signing.keyring';
import { SigningKeys } from '../signing/signing.keys';
import { InMemorySigningKeyRepository } from './in-memory-signing-key.repository';

const SECRET = 'a-secret-that-only-the-tests-know-0123456789';

export function anInMemoryUnitOfWork(): InMemoryUnitOfWork {
  const context = new AsyncLocalRequestContext();
  const events = new DomainEventFactory(new SystemClock(), new UuidV7Generator(), context);
  return new InMemoryUnitOfWork(events, context);
}

/** What a process knows of the signing keys of a deployment. */
export interface AKeyring {
  readonly keyring: SigningKeyring;
  readonly keys: SigningKeys;
  readonly repository: InMemorySigningKeyRepository;
}

/** A process with a keyring: with the `repository` of another one, it belongs to the same deployment. */
export function aKeyring(
  clock: Clock,
  {
    repository = new InMemorySigningKeyRepository(),
    secrets = new InstallationSecrets(SECRET),
    unitOfWork = anInMemoryUnitOfWork(),
  } = {},
): AKeyring {
  const seal = new KeySeal(secrets);
  const keys = new SigningKeys(unitOfWork, repository, seal, clock);
  return { keyring: new SigningKeyring(keys, seal, clock), keys, repository };
}
