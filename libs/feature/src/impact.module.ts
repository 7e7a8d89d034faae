import { type DynamicModule, Module, type ModuleMetadata, type Type } from '@nestjs/common';
import { TenancyModule } from '@app/tenancy';
import { Impacts } from './application/impacts';
import { RecentContexts } from './application/recent.contexts';
import { FeatureModule } from './feature.module';
import { ImpactController } from './http/impact.controller';

export interface ImpactModuleOptions {
  /** The modules that export what `contexts` needs. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
  /** Keeps recent contexts: another room's, which only the application knows. */
  readonly contexts: Type<RecentContexts>;
}

/** Drafts and promotions run over contexts that were evaluated lately. */
@Module({})
export class ImpactModule {
  static forRoot({ imports, contexts }: ImpactModuleOptions): DynamicModule {
    return {
      module: ImpactModule,
      imports: [TenancyModule, FeatureModule, ...imports],
      controllers: [ImpactController],
      providers: [Impacts, { provide: RecentContexts, useClass: contexts }],
    };
  }
}
