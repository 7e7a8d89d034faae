import { promotionRoute } from './promotion-route';

const names = ['dev', 'staging', 'prod'];

describe('the route of a promotion', () => {
  it.each([
    ['nothing is chosen', {}, { from: 'dev', to: 'staging' }],
    ['the source is chosen', { from: 'staging' }, { from: 'staging', to: 'prod' }],
    ['the target is chosen', { to: 'prod' }, { from: 'staging', to: 'prod' }],
    ['both are chosen', { from: 'dev', to: 'prod' }, { from: 'dev', to: 'prod' }],
    ['the last one is the source', { from: 'prod' }, { from: 'prod', to: 'staging' }],
    ['the first one is the target', { to: 'dev' }, { from: 'staging', to: 'dev' }],
    ['source and target are the same', { from: 'dev', to: 'dev' }, { from: 'dev', to: 'staging' }],
  ])('when %s', (_when, chosen, route) => {
    expect(promotionRoute(names, chosen)).toEqual(route);
  });

  it('does not exist with one environment', () => {
    expect(promotionRoute(['dev'], {})).toBeUndefined();
  });
});
