import { ofrepTarget } from './ofrep-target';

describe('the URL of an evaluation request', () => {
  it.each([
    ['/ofrep/v1/evaluate/flags/my-flag', 'my-flag'],
    ['/ofrep/v1/evaluate/flags/a.b_c-d?x=1', 'a.b_c-d'],
    ['/ofrep/v1/evaluate/flags/a%20b', 'a b'],
    ['/ofrep/v1/evaluate/flags/%E0%A4%A', '%E0%A4%A'],
  ])('%s names one flag', (url, key) => {
    expect(ofrepTarget(url)).toEqual({ kind: 'single', key });
  });

  it.each(['/ofrep/v1/evaluate/flags', '/ofrep/v1/evaluate/flags/', '/ofrep/v1/evaluate/flags?'])(
    '%s asks for all',
    (url) => {
      expect(ofrepTarget(url)).toEqual({ kind: 'bulk', selection: { text: '' } });
    },
  );

  it('names the flags and tags it is interested in', () => {
    const target = ofrepTarget(
      '/ofrep/v1/evaluate/flags?keys=b,%20a,b&tags=web&flagConfigEtag=e%3A4',
    );
    expect(target).toMatchObject({
      kind: 'bulk',
      selection: { keys: ['a', 'b'], tags: ['web'] },
      flagConfigEtag: 'e:4',
    });
  });

  it.each(['/ofrep/v1/evaluate/flags/my-flag?env=prod', '/ofrep/v1/evaluate/flags?env=prod'])(
    '%s names an environment',
    (url) => {
      expect(ofrepTarget(url)).toMatchObject({ env: 'prod' });
    },
  );

  it.each(['/ofrep/v1/evaluate/flagsx', '/ofrep/v1/evaluate/flags/a/b', '/ofrep/v2/x'])(
    '%s is somebody else’s',
    (url) => {
      expect(ofrepTarget(url)).toBeUndefined();
    },
  );
});
