import { Module } from '@nestjs/common';
import { TenancyModule } from '@app/tenancy';
import { PostgresSampledContexts } from '../persistence/postgres-sampled.contexts';
import { ContextSamplingController } from './context-sampling.controller';
import { ContextSamplings } from './context.samplings';
import { SampledContexts } from './sampled.contexts';
import { SamplingOrders } from './sampling.orders';

/** Contexts that were evaluated lately, for whoever looks at them; apart from those who gather them. */
@Module({
  imports: [TenancyModule],
  controllers: [ContextSamplingController],
  providers: [
    { provide: SampledContexts, useClass: PostgresSampledContexts },
    SamplingOrders,
    ContextSamplings,
  ],
  exports: [SampledContexts, SamplingOrders, ContextSamplings],
})
export class ContextsModule {}
