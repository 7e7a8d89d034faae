import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { FEATURE_SCHEMAS } from '@app/feature';
import { Problem } from '../http/problem';
import { addProblemResponses } from './problem-responses';
import { acceptIdempotencyKeys, addRateLimitHeaders } from './shared-headers';
import { VERSION } from '../version';

const DESCRIPTION = `Feature flags for many tenants: turn features on for some users, in some environments,
gradually, reversibly, with a record of who did what.

Try it out: \`POST /auth/login\` as tenant \`zebra\`, paste the token into **Authorize**, and every
example below works as it stands.`;

const TAGS: readonly (readonly [string, string])[] = [
  ['Auth', 'Register a tenant, log in and out, change the password.'],
  ['Features', 'Flags of an environment, and their promotion to another one.'],
  ['Segments', 'Reusable named conditions of an environment.'],
  ['Environments', 'The places in which flags have a configuration of their own.'],
  ['Audit', 'Who did what, when, and how it was before.'],
  ['API keys', 'Credentials of workloads, each bound to one environment and scope.'],
  ['Evaluation', 'Answers for applications: OpenFeature Remote Evaluation Protocol and streams.'],
  ['Usage', 'What applications ask for, and what nobody asks for any more.'],
  ['Health', 'Probes for whoever runs the service.'],
  ['Metrics', 'Prometheus.'],
];

/** The OpenAPI 3.1 document of the running application. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Toggle Service')
    .setVersion(VERSION)
    .setDescription(DESCRIPTION)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/', 'This server')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'bearer')
    .addCookieAuth('token', { type: 'apiKey', in: 'cookie', name: 'token' }, 'cookie')
    .addApiKey({ type: 'apiKey', in: 'header', name: 'X-API-Key' }, 'apiKey');
  for (const [name, description] of TAGS) builder.addTag(name, description);
  const document = SwaggerModule.createDocument(app, builder.build(), {
    extraModels: [Problem],
    operationIdFactory: operationId,
  });
  addModelSchemas(document);
  // The codes of idempotency first: problems are made of codes. Limits last: problems carry them too.
  acceptIdempotencyKeys(document);
  addProblemResponses(document);
  addRateLimitHeaders(document);
  return dropUnusedTags(document);
}

function dropUnusedTags(document: OpenAPIObject): OpenAPIObject {
  const used = new Set(
    Object.values(document.paths).flatMap((item) =>
      [item.get, item.post, item.put, item.patch, item.delete].flatMap((op) => op?.tags ?? []),
    ),
  );
  return { ...document, tags: document.tags?.filter(({ name }) => used.has(name)) };
}

/**
 * The flag model's schemas, published by the engine: the same ones that requests are checked with.
 * Those that nothing refers to would only confuse.
 */
function addModelSchemas(document: OpenAPIObject): void {
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...referredModelSchemas(document) },
  };
}

/** Those that the document refers to, those that these refer to, and so on. */
function referredModelSchemas(document: OpenAPIObject): Record<string, object> {
  let referred: Record<string, object> = {};
  for (;;) {
    const text = JSON.stringify([document, referred]);
    const next = Object.entries(FEATURE_SCHEMAS).filter(([name]) =>
      text.includes(`"#/components/schemas/${name}"`),
    );
    if (next.length === Object.keys(referred).length) return referred;
    referred = Object.fromEntries(next);
  }
}

/** `FeaturesController.list` is `featuresList`: clients name their methods after it, so it is unique. */
function operationId(controller: string, method: string): string {
  const name = controller.replace(/Controller$/, '');
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}${method.charAt(0).toUpperCase()}${method.slice(1)}`;
}
