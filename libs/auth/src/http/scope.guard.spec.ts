import { type ExecutionContext, Logger } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { environmentName, Forbidden, type Principal, Unauthenticated } from '@app/kernel';
import { Endpoint } from '@app/platform/openapi';
import { UndeclaredEndpoint } from '../domain/auth.errors';
import { aPrincipal } from '../testing/auth.builders';
import { ScopeGuard } from './scope.guard';

class Routes {
  @Endpoint({ summary: 'Public', access: 'public' })
  open(): void {}

  @Endpoint({ summary: 'Anyone known', access: 'authenticated' })
  known(): void {}

  @Endpoint({ summary: 'Write flags', access: 'flags:write' })
  write(): void {}

  @Endpoint({ summary: 'Evaluate', access: 'evaluate:server', apiKey: true })
  evaluate(): void {}

  undeclared(): void {}
}

const guard = new ScopeGuard(new Reflector());
const routes = new Routes();

function enter(
  route: keyof Routes,
  principal?: Principal,
  request: { query?: unknown; body?: unknown; params?: unknown } = {},
): boolean {
  return guard.canActivate({
    getHandler: () => routes[route],
    getClass: () => Routes,
    switchToHttp: () => ({ getRequest: () => ({ ...request, principal }) }),
  } as unknown as ExecutionContext);
}

const apiKey = (): Principal =>
  aPrincipal({
    actor: { type: 'api-key', id: 'k-1' },
    scopes: new Set(['evaluate:server', 'flags:write']),
    environment: { id: 'e-1', name: environmentName('dev') },
  });

describe('what an endpoint declares', () => {
  it('lets everyone in where it is public', () => {
    expect(enter('open')).toBe(true);
  });

  it('lets anyone in who is known', () => {
    expect(enter('known', aPrincipal({}, 'viewer'))).toBe(true);
    expect(() => enter('known')).toThrow(Unauthenticated);
  });

  it('asks for its scope', () => {
    expect(enter('write', aPrincipal({}, 'editor'))).toBe(true);
    expect(() => enter('write', aPrincipal({}, 'viewer'))).toThrow(Forbidden);
    expect(() => enter('write', aPrincipal({}, 'viewer'))).toThrow('"flags:write"');
  });

  it('is closed to everyone where nothing is declared, and that is an error of ours', () => {
    const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation();
    expect(() => enter('undeclared', aPrincipal())).toThrow(UndeclaredEndpoint);
    expect(logged).toHaveBeenCalledWith(expect.stringContaining('Routes.undeclared'));
    logged.mockRestore();
  });
});

describe('an API key', () => {
  it('opens only what says so, whatever its scopes', () => {
    expect(enter('evaluate', apiKey())).toBe(true);
    expect(() => enter('write', apiKey())).toThrow(Forbidden);
  });

  it.each([
    [{ query: { env: 'prod' } }],
    [{ query: { env: ['dev', 'prod'] } }],
    [{ body: { env: 'prod' } }],
    [{ body: { from: 'dev', to: 'prod' } }],
    [{ body: { promotion: { from: 'dev', to: 'prod' } } }],
    [{ params: { environment: 'prod' } }],
    [{ body: { env: { name: 'dev' } } }],
  ])('reaches no environment but its own: %j', (request) => {
    expect(() => enter('evaluate', apiKey(), request)).toThrow('bound to the environment "dev"');
  });

  it.each([
    [{}],
    [{ query: { env: 'dev' } }],
    [{ body: { env: 'dev' } }],
    [{ body: 'text' }],
    [{ query: { env: 'dev', from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' } }],
  ])('reaches its own: %j', (request) => {
    expect(enter('evaluate', apiKey(), request)).toBe(true);
  });
});
