import { createRequire } from 'node:module';
import type { RequestContext } from '@app/kernel';
import type { Params } from 'nestjs-pino';
import { destination, type DestinationStream, type LoggerOptions, stdTimeFunctions } from 'pino';
import type { AppConfig } from '../config';
import { quietBoot } from './boot-noise';
import { errorFields } from './error-fields';
import { withoutSecrets } from './without-secrets';

/**
 * JSON, one object a line, on standard output; readable text on a terminal while developing.
 * Every line written while a request is served carries its id, tenant and action, from the one
 * request context there is: nestjs-pino's own middleware, which would keep a second, is not mounted.
 */
export function loggerParams(
  config: AppConfig,
  context: RequestContext,
  stream?: DestinationStream,
): Params {
  const options = { ...loggerOptions(config, context), autoLogging: false, wrapSerializers: false };
  const transport = stream === undefined ? prettyTransport(config) : undefined;
  if (transport !== undefined) return { forRoutes: [], pinoHttp: { ...options, transport } };
  return { forRoutes: [], pinoHttp: [options, stream ?? destination({ dest: 1, sync: false })] };
}

function loggerOptions(config: AppConfig, context: RequestContext): LoggerOptions {
  return {
    level: config.settings.LOG_LEVEL,
    base: { pid: process.pid },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }), log: withoutSecrets },
    serializers: { err: (error: unknown) => errorFields(error) },
    hooks: quietBoot,
    mixin: () => requestFields(context),
  };
}

function requestFields(context: RequestContext): object {
  const state = context.current();
  if (state === undefined) return {};
  return { requestId: state.requestId, tenant: state.principal?.tenant, action: state.action };
}

function prettyTransport({ settings }: AppConfig): LoggerOptions['transport'] {
  if (settings.NODE_ENV !== 'development' || !process.stdout.isTTY) return undefined;
  try {
    createRequire(__filename).resolve('pino-pretty');
  } catch {
    return undefined; // A production install has no pino-pretty; JSON it is.
  }
  return { target: 'pino-pretty', options: { singleLine: true, ignore: 'pid' } };
}
