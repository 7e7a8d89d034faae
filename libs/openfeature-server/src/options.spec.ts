import { settingsOf } from './options';

const required = { url: 'https://flags.example.com/', apiKey: 'secret-key' };

describe('options', () => {
  it('are completed, and the slash at the end of the URL is of no matter', () => {
    expect(settingsOf(required)).toMatchObject({
      url: 'https://flags.example.com',
      streaming: true,
      verify: true,
      usage: true,
      pollIntervalMs: 30_000,
    });
  });

  it('that are undefined are as good as absent', () => {
    expect(settingsOf({ ...required, verify: undefined }).verify).toBe(true);
  });

  it.each([
    [{ url: 'flags.example.com' }, 'url'],
    [{ url: 'ftp://flags.example.com' }, 'url'],
    [{ apiKey: '' }, 'apiKey'],
    [{ pollIntervalMs: 0 }, 'pollIntervalMs'],
    [{ staleAfterMs: NaN }, 'staleAfterMs'],
  ])('%j are refused by name', (wrong, name) => {
    const make = () => settingsOf({ ...required, ...wrong });
    expect(make).toThrow(TypeError);
    expect(make).toThrow(new RegExp(`^${name} must be`));
    expect(make).not.toThrow(/secret-key/);
  });
});
