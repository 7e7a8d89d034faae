import { Controller, Get, Param } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { makeGaugeProvider } from '@willsoto/nestjs-prometheus';
import { register } from 'prom-client';
import { MetricsModule } from './metrics.module';
import { ScrapeHooks } from './scrape.hooks';

@Controller('things')
class ThingsController {
  @Get(':id')
  get(@Param('id') id: string): string {
    if (id === 'bad') throw new Error('on purpose');
    return id;
  }
}

describe('given an application with metrics', () => {
  let app: NestFastifyApplication;
  const scrape = async (): Promise<string> => (await app.inject({ url: '/metrics' })).body;

  beforeAll(async () => {
    const module = await Test.createTestingModule({
      imports: [MetricsModule.forRoot({ version: '1.2.3' })],
      controllers: [ThingsController],
      providers: [makeGaugeProvider({ name: 'spec_depth', help: 'Of this test.' })],
    }).compile();
    app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), {
      logger: false,
    });
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  afterAll(() => app.close());

  it('exposes them as text, with the build and the process', async () => {
    const answer = await app.inject({ url: '/metrics' });
    expect(answer.headers['content-type']).toContain('text/plain');
    expect(answer.body).toContain('toggle_build_info{version="1.2.3"} 1');
    expect(answer.body).toContain('process_cpu_seconds_total');
    expect(answer.body).toContain('nodejs_eventloop_lag_seconds');
  });

  it('times requests by the template of their route', async () => {
    await app.inject({ url: '/things/1' });
    await app.inject({ url: '/things/2?token=x' });
    await app.inject({ url: '/things/bad' });
    const count = (status: string): string =>
      `http_request_duration_seconds_count{method="GET",route="/things/:id",status_class="${status}"}`;
    const body = await scrape();
    expect(body).toContain(`${count('2xx')} 2`);
    expect(body).toContain(`${count('5xx')} 1`);
    expect(body).not.toContain('things/1');
  });

  it('puts all addresses without a route under one label', async () => {
    await app.inject({ url: '/made-up/1' });
    await app.inject({ url: '/made-up/2' });
    const body = await scrape();
    expect(body).toContain(
      'http_request_duration_seconds_count{method="GET",route="unmatched",status_class="4xx"} 2',
    );
    expect(body).not.toContain('made-up');
  });

  it('counts the scrape itself as the only request in flight', async () => {
    expect(await scrape()).toContain('http_requests_in_flight 1');
  });

  it('asks for gauges just before they are read, and survives one that fails', async () => {
    let depth = 0;
    const hooks = app.get(ScrapeHooks);
    const gauge = register.getSingleMetric('spec_depth') as unknown as { set(n: number): void };
    hooks.add(() => Promise.reject(new Error('the store is gone')));
    hooks.add(() => gauge.set((depth += 1)));
    expect(await scrape()).toContain('spec_depth 1');
    expect(await scrape()).toContain('spec_depth 2');
  });

  it('lets a second application live in the same process', () => {
    expect(() => MetricsModule.forRoot({ version: '1.2.3' })).not.toThrow();
  });
});
