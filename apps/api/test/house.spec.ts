import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type INestApplication, RequestMethod } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, ModulesContainer } from '@nestjs/core';
import { DomainError } from '@app/kernel';
import { loadConfig } from '@app/platform/config';
import { ENDPOINT, type EndpointOptions } from '@app/platform/openapi';
import { ENHANCERS } from '../src/app.enhancers';
import { createApp } from '../src/bootstrap/create-app';
import { dataSourceOptions } from '../src/data-source';
import { PROBLEM_CLASSES, PROBLEMS } from '../src/http/problem.catalogue';
import { openApiDocument } from '../src/openapi/document';
import { VERSION } from '../src/version';

const SETTINGS = {
  NODE_ENV: 'test',
  DATABASE_URL: 'postgres://localhost/none',
  JWT_SECRET: 'only-for-the-shape-of-the-application',
  LOG_LEVEL: 'silent',
};
const ROUTE = 'path';
const VERB = 'method';
const PARAMETERS = '__routeArguments__';

interface SchemaLike {
  readonly description?: string;
  readonly properties?: Record<string, SchemaLike & { $ref?: string }>;
}

describe('the house', () => {
  let app: INestApplication;

  beforeAll(async () => {
    const database = dataSourceOptions(SETTINGS.DATABASE_URL, 1);
    app = await createApp(loadConfig(SETTINGS), { ...database, manualInitialization: true });
  });

  const routes = () =>
    [...app.get(ModulesContainer).values()]
      .flatMap(({ controllers }) => [...controllers.values()])
      .flatMap(({ metatype, name }) => {
        const prototype = metatype?.prototype as Record<string, object | undefined> | undefined;
        return Object.getOwnPropertyNames(prototype ?? {})
          .filter((method) => method !== 'constructor')
          .filter((method) => Reflect.hasMetadata(ROUTE, prototype?.[method] ?? {}))
          .map((method) => ({
            name: `${String(name)}.${method}`,
            verb: Reflect.getMetadata(VERB, prototype?.[method] ?? {}) as RequestMethod,
            endpoint: Reflect.getMetadata(ENDPOINT, prototype?.[method] ?? {}) as
              EndpointOptions | undefined,
            parameters: Object.values(
              (Reflect.getMetadata(PARAMETERS, metatype ?? {}, method) ?? {}) as object,
            ).map(({ data }: { data?: unknown }) => data),
          }));
      });

  it('lets no route be open by silence', () => {
    expect(routes().length).toBeGreaterThan(25);
    expect(routes().filter(({ endpoint }) => endpoint === undefined)).toEqual([]);
  });

  it('says of every write which conditions it heeds', () => {
    const writes = routes().filter(({ verb }) => verb !== RequestMethod.GET);
    const read = writes.map(({ name, parameters }) => [
      name,
      ['If-Match', 'If-None-Match'].filter((each) => parameters.includes(each.toLowerCase())),
    ]);
    const said = writes.map(({ name, endpoint }) => [name, endpoint?.conditions ?? []]);
    expect(read.filter(([, conditions]) => conditions?.length !== 0).length).toBeGreaterThan(4);
    expect(said).toEqual(read);
  });

  it('runs its enhancers in the order that the list gives', () => {
    const kinds = ENHANCERS.map((enhancer) =>
      'provide' in enhancer ? enhancer.provide : enhancer,
    );
    const names = ENHANCERS.map((enhancer) =>
      'useExisting' in enhancer ? (enhancer.useExisting as { name: string }).name : '?',
    );
    expect(names).toEqual([
      'JwtAuthGuard',
      'RateLimitGuard',
      'ScopeGuard',
      'IdempotencyInterceptor',
      'AuditInterceptor',
      'RevisionInterceptor',
      'CacheInvalidationInterceptor',
      'RequestValidationPipe',
      'ProblemFilter',
    ]);
    const rank = [APP_GUARD, APP_INTERCEPTOR, APP_PIPE, APP_FILTER];
    const ranks = kinds.map((kind) => rank.indexOf(kind as string));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  });

  it('gives every error of every room a status', async () => {
    const files = globSync('libs/*/src/**/*.errors.ts', { cwd: resolve(__dirname, '../../..') });
    expect(files.length).toBeGreaterThan(5);
    const known = new Set<unknown>(PROBLEM_CLASSES);
    const missing: string[] = [];
    for (const file of files) {
      const module = (await import(resolve(__dirname, '../../..', file))) as Record<
        string,
        unknown
      >;
      for (const [name, value] of Object.entries(module)) {
        const isError = typeof value === 'function' && value.prototype instanceof DomainError;
        if (isError && !known.has(value)) missing.push(`${file}: ${name}`);
      }
    }
    expect(missing).toEqual([]);
  });

  it('uses statuses that a client knows', () => {
    for (const { status, title } of Object.values(PROBLEMS)) {
      expect([400, 401, 403, 404, 405, 406, 409, 412, 413, 415, 422, 429, 500, 503]).toContain(
        status,
      );
      expect(title).toMatch(/^[A-Z]/);
    }
  });

  it('describes every operation, every answer and every property', () => {
    const document = openApiDocument(app);
    const undescribed: string[] = [];
    for (const [path, item] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(item) as [
        string,
        { summary?: string; responses?: object },
      ][]) {
        if (operation.summary === undefined || operation.summary === '')
          undescribed.push(`${method} ${path}`);
        if (Object.keys(operation.responses ?? {}).length === 0)
          undescribed.push(`${method} ${path}: no answers`);
      }
    }
    const schemas = document.components?.schemas as Record<string, SchemaLike>;
    for (const [name, schema] of Object.entries(schemas)) {
      for (const [property, { description, $ref }] of Object.entries(schema.properties ?? {})) {
        if (description === undefined && $ref === undefined)
          undescribed.push(`${name}.${property}`);
      }
    }
    expect(undescribed).toEqual([]);
  });

  it('has one version', () => {
    const manifest = JSON.parse(
      readFileSync(resolve(__dirname, '../../../package.json'), 'utf8'),
    ) as {
      version: string;
    };
    expect(VERSION).toBe(manifest.version);
  });
});
