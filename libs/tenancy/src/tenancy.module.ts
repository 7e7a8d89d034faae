import { Module } from '@nestjs/common';
import { EnvironmentDirectory } from './application/environment.directory';
import { EnvironmentFactory } from './application/environment.factory';
import { EnvironmentRepository } from './application/environment.repository';
import { EnvironmentRemoval } from './application/environment.removal';
import { EnvironmentResidents } from './application/environment.residents';
import { Environments } from './application/environments';
import { EpochRenewal } from './application/epoch.renewal';
import { TenantRegistration } from './application/tenant.registration';
import { TenantRepository } from './application/tenant.repository';
import { EnvironmentsController } from './http/environments.controller';
import { TypeOrmEnvironmentRepository } from './persistence/typeorm-environment.repository';
import { TypeOrmTenantRepository } from './persistence/typeorm-tenant.repository';

const services = [
  EnvironmentFactory,
  EnvironmentDirectory,
  EnvironmentResidents,
  EnvironmentRemoval,
  Environments,
  EpochRenewal,
  TenantRegistration,
];

const adapters = [
  { provide: EnvironmentRepository, useClass: TypeOrmEnvironmentRepository },
  { provide: TenantRepository, useClass: TypeOrmTenantRepository },
];

/** Tenants, their people and environments. Needs `UnitOfWork`, `Clock`, `IdGenerator` and the data source. */
@Module({
  controllers: [EnvironmentsController],
  providers: [...services, ...adapters],
  exports: [
    EnvironmentRepository,
    TenantRepository,
    EnvironmentDirectory,
    EnvironmentResidents,
    EpochRenewal,
    TenantRegistration,
  ],
})
export class TenancyModule {}
