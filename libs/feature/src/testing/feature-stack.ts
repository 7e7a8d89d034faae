import { randomUUID } from 'node:crypto';
import { Module, type Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { type DomainEvent, type Principal, tenantSlug } from '@app/kernel';
import { OUTBOX_ENTITIES, OUTBOX_MIGRATIONS, OutboxModule } from '@app/outbox';
import { ConfigModule, loadConfig } from '@app/platform/config';
import { ContextModule } from '@app/platform/context';
import { PostgresModule } from '@app/platform/postgres';
import {
  TENANCY_ENTITIES,
  TENANCY_MIGRATIONS,
  TenancyModule,
  TenantRegistration,
} from '@app/tenancy';
import { type TestDatabase, usePostgres } from '@app/testing';
import {
  CreateRecordedEvents1764000002999,
  TableRecorder,
} from '../../../outbox/src/testing/table-recorder';
import { FeatureModule } from '../feature.module';
import { FEATURE_ENTITIES, FEATURE_MIGRATIONS } from '../persistence';

export const FEATURE_DATABASE = {
  migrations: [
    ...TENANCY_MIGRATIONS,
    ...OUTBOX_MIGRATIONS,
    CreateRecordedEvents1764000002999,
    ...FEATURE_MIGRATIONS,
  ],
  entities: [...TENANCY_ENTITIES, ...FEATURE_ENTITIES],
};

@Module({ providers: [TableRecorder], exports: [TableRecorder] })
class RecorderModule {}

/** The module as the application wires it, over the database of the spec file. */
export interface FeatureStack {
  readonly database: TestDatabase;
  get<T>(type: Type<T> | (abstract new (...args: never[]) => T)): T;
  /** A tenant of its own with `dev`, `staging` and `prod`, and a caller who may do everything in it. */
  aCaller(): Promise<Principal>;
  /** Everything recorded for a tenant, in order. */
  recorded(caller: Principal): Promise<DomainEvent[]>;
}

/** @param settings environment variables, read when the first test begins */
export function useFeatureStack(settings: () => Record<string, string> = () => ({})): FeatureStack {
  const database = usePostgres(FEATURE_DATABASE);
  let module: TestingModule | undefined;
  const running = (): TestingModule => {
    if (module === undefined) throw new Error('The stack is there from beforeAll on.');
    return module;
  };

  beforeAll(async () => {
    module = await openFeatureModule(database.url, settings());
    await module.init();
  });
  afterAll(() => module?.close());

  return {
    database,
    get: (type) => running().get(type, { strict: false }),
    async aCaller() {
      const tenant = tenantSlug(`t-${randomUUID()}`);
      const registration = running().get(TenantRegistration, { strict: false });
      const made = await registration.register({ tenant, name: tenant, passwordHash: 'none' });
      const actor = { type: 'user' as const, id: made.owner.id, name: tenant };
      return { tenantId: made.tenant.id, tenant, actor, scopes: new Set() };
    },
    async recorded({ tenantId }) {
      const rows = await database.dataSource.query<{ event: DomainEvent }[]>(
        `SELECT event FROM recorded_events
         WHERE event->'tenant'->>'id' = $1 AND event->>'action' ~ '^(flag|segment)'
         ORDER BY position`,
        [tenantId],
      );
      return rows.map(({ event }) => event);
    },
  };
}

/** The module over a database that is there already: another process, as it were. */
export async function openFeatureModule(
  url: string,
  settings: Record<string, string>,
): Promise<TestingModule> {
  const config = loadConfig({ NODE_ENV: 'test', DATABASE_URL: url, ...settings });
  return Test.createTestingModule({
    imports: [
      ConfigModule.forRoot(config),
      ContextModule,
      PostgresModule.forRoot({
        type: 'postgres',
        url,
        entities: [...TENANCY_ENTITIES, ...OUTBOX_ENTITIES, ...FEATURE_ENTITIES],
        synchronize: false,
      }),
      OutboxModule.forRoot({ imports: [RecorderModule], recorder: TableRecorder }),
      TenancyModule,
      FeatureModule,
    ],
  }).compile();
}
