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
    ['api_key.revoked', ['iam'], ['user', 'deletion']],
    ['auth.login_refused', ['authentication'], ['denied']],
    ['auth.logged_in', ['authentication'], ['start']],
    ['auth.logged_out', ['authentication'], ['end']],
    ['auth.password_changed', ['authentication'], ['change']],
    ['something.entirely.new', ['configuration'], ['change']],
  ])('of %s', (action, category, type) => {
    expect(eventClassOf(action)).toEqual({ category, type });
  });
});
