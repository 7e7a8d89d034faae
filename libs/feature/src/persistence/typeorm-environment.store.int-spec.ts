import { UnitOfWork } from '@app/kernel';
import { EnvironmentRepository } from '@app/tenancy';
import { EnvironmentStore } from '../application/environment.store';
import { FlagReader } from '../application/flag.reader';
import { environmentStoreContract } from '../testing/environment-store.contract';
import { useFeatureStack } from '../testing/feature-stack';

describe('environments in PostgreSQL', () => {
  const stack = useFeatureStack();

  environmentStoreContract(() => ({
    store: stack.get(EnvironmentStore),
    reader: stack.get(FlagReader),
    environments: stack.get(EnvironmentRepository),
    unitOfWork: stack.get(UnitOfWork),
    aTenant: async () => (await stack.aCaller()).tenantId,
  }));
});
