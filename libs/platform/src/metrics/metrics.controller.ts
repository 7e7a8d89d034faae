import { Controller, Get, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { PrometheusController } from '@willsoto/nestjs-prometheus';
import type { FastifyReply } from 'fastify';
import { Endpoint } from '../openapi';
import { ScrapeHooks } from './scrape.hooks';

/** What Prometheus scrapes. Its path is set by the module. */
@ApiTags('Metrics')
@Controller()
export class MetricsController extends PrometheusController {
  constructor(private readonly hooks: ScrapeHooks) {
    super();
  }

  @Endpoint({
    summary: 'Expose metrics to Prometheus',
    description: 'Text exposition format 0.0.4.',
    access: 'public',
    limit: 'none',
    returns: String,
  })
  @ApiProduces('text/plain')
  @Get()
  override async index(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    await this.hooks.run();
    return super.index(reply);
  }
}
