import { Global, Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { HealthController } from './health.controller';
import { HealthRegistry } from './health.registry';
import { HealthService } from './health.service';
import { PostgresHealth } from './postgres.health';
import { Readiness } from './readiness';

/** Probes and a graceful end. Global, so that any part can report without being wired to it. */
@Global()
@Module({
  imports: [TerminusModule.forRoot({ logger: false })],
  controllers: [HealthController],
  providers: [HealthRegistry, HealthService, Readiness, PostgresHealth],
  exports: [HealthRegistry, Readiness],
})
export class HealthModule {}
