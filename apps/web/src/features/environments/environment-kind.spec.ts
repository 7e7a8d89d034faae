import { environmentKind, isProductionLike } from './environment-kind';

describe('the kind of an environment', () => {
  it.each([
    ['dev', 'development'],
    ['staging', 'staging'],
    ['prod', 'production'],
    ['prod-eu', 'production'],
    ['eu-live', 'production'],
    ['pre-prod', 'staging'],
    ['preprod', 'staging'],
    ['demo', 'other'],
    ['producers', 'other'],
  ])('%s is %s', (name, kind) => {
    expect(environmentKind(name)).toBe(kind);
  });

  it('takes a test of production for production: one question too many is cheap', () => {
    expect(isProductionLike('prod-test')).toBe(true);
  });
});
