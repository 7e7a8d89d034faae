import { eventClassOf } from './event-class';

describe('the class of an event in the Elastic Common Schema', () => {
  it.each([
    ['flag.created', ['configuration'], ['creation']],
    ['flag.updated', ['configuration'], ['change']],
    ['flag.promoted', ['configuration'], ['change']],
    ['flag.deleted', ['configuration'], ['deletion']],
    ['environment.created', ['configuration'], ['creation']],
    ['tenant.registered', ['iam'], ['user', 'creation']],
    ['access.refused', ['iam'], ['user', 'denied']],
    ['login.failed', ['authentication'], ['denied']],
    ['something.entirely.new', ['configuration'], ['change']],
  ])('of %s', (action, category, type) => {
    expect(eventClassOf(action)).toEqual({ category, type });
  });
});
