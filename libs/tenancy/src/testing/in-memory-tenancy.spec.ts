import { AsyncLocalRequestContext, SystemClock, UuidV7Generator } from '@app/platform/context';
import { DomainEventFactory } from '@app/outbox';
import { InMemoryUnitOfWork } from '../../../outbox/src/testing/in-memory-unit-of-work';
import {
  environmentRepositoryContract,
  type TenancySubject,
} from './environment-repository.contract';
import { InMemoryEnvironmentRepository } from './in-memory-environment.repository';
import { InMemoryTenantRepository } from './in-memory-tenant.repository';
import { tenantRepositoryContract } from './tenant-repository.contract';

function open(): TenancySubject {
  const context = new AsyncLocalRequestContext();
  const events = new DomainEventFactory(new SystemClock(), new UuidV7Generator(), context);
  const tenants = new InMemoryTenantRepository();
  return {
    environments: new InMemoryEnvironmentRepository(tenants),
    tenants,
    unitOfWork: new InMemoryUnitOfWork(events, context),
  };
}

describe('environments in memory', () => environmentRepositoryContract(open));
describe('tenants in memory', () => tenantRepositoryContract(open));
