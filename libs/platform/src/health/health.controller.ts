import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { HealthCheck } from '@nestjs/terminus';
import type { FastifyReply } from 'fastify';
import { Endpoint } from '../openapi';
import { HealthReport } from './health.report';
import { HealthService } from './health.service';

const PROBE = { access: 'public', limit: 'none', returns: HealthReport } as const;
/** `@Endpoint` documents; from Terminus comes the ban on caching. */
const NEVER_CACHED = { noCache: true, swaggerDocumentation: false } as const;

/** Probes: for everyone, not limited, not logged, never cached. */
@ApiTags('Health')
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  @Endpoint({
    ...PROBE,
    summary: 'Tell whether the process lives',
    description: 'Depends on nothing else: restart the process when it does not answer.',
  })
  @HealthCheck(NEVER_CACHED)
  @Get('live')
  async live(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthReport> {
    return answer(reply, await this.health.live());
  }

  @Endpoint({
    ...PROBE,
    summary: 'Tell whether traffic may come',
    description:
      '503 before the first load and while draining; 200 and `degraded` without a store.',
    alsoStatus: { 503: 'Starting or draining.' },
  })
  @HealthCheck(NEVER_CACHED)
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthReport> {
    return answer(reply, await this.health.ready());
  }

  @Endpoint({
    ...PROBE,
    summary: 'Report the health of every part',
    description: '503 while starting or draining, and without a required store.',
    alsoStatus: { 503: 'Starting, draining, or without a required store.' },
  })
  @HealthCheck(NEVER_CACHED)
  @Get()
  async full(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthReport> {
    return answer(reply, await this.health.full());
  }
}

function answer(reply: FastifyReply, report: HealthReport): HealthReport {
  const fine = report.status === 'ok' || report.status === 'degraded';
  reply.status(fine ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
  return report;
}
