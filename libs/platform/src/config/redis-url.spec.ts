import { parseRedisUrl } from './redis-url';

describe('the forms of REDIS_URL', () => {
  it.each([
    ['redis://localhost', { kind: 'server', tls: false, host: 'localhost', port: 6379, db: 0 }],
    ['redis://localhost/', { kind: 'server', tls: false, host: 'localhost', port: 6379, db: 0 }],
    [
      'redis://10.0.0.1:6380/2',
      { kind: 'server', tls: false, host: '10.0.0.1', port: 6380, db: 2 },
    ],
    ['redis://[::1]:6380', { kind: 'server', tls: false, host: '::1', port: 6380, db: 0 }],
    [
      'rediss://app:p%40ss@cache.example.com:6380',
      {
        kind: 'server',
        tls: true,
        username: 'app',
        password: 'p@ss',
        host: 'cache.example.com',
        port: 6380,
        db: 0,
      },
    ],
    [
      'redis://:secret@localhost',
      { kind: 'server', tls: false, password: 'secret', host: 'localhost', port: 6379, db: 0 },
    ],
    [
      'rediss+cluster://a:7000,b',
      {
        kind: 'cluster',
        tls: true,
        nodes: [
          { host: 'a', port: 7000 },
          { host: 'b', port: 6379 },
        ],
      },
    ],
    [
      'redis+sentinel://:secret@a,b:26380/main?db=1',
      {
        kind: 'sentinel',
        tls: false,
        password: 'secret',
        nodes: [
          { host: 'a', port: 26379 },
          { host: 'b', port: 26380 },
        ],
        primary: 'main',
        db: 1,
      },
    ],
  ])('read %s', (raw, topology) => {
    expect(parseRedisUrl(raw)).toEqual(topology);
  });

  it.each([
    'localhost:6379',
    'http://localhost',
    'redis://',
    'redis://a,b',
    'redis://a:0',
    'redis://a:70000',
    'redis://a/db',
    'redis://a?db=1',
    'redis://u:%zz@a',
    'redis+cluster://a/1',
    'redis+cluster://a,',
    'redis+sentinel://a',
    'redis+sentinel://a/main?x=1',
  ])('do not include %s', (raw) => {
    expect(parseRedisUrl(raw)).toBeUndefined();
  });
});
