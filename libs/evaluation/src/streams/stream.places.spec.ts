import { loadConfig } from '@app/platform/config';
import { StreamPlaces } from './stream.places';

describe('the streams a tenant may have open', () => {
  it('are so many, those of other tenants not counted', () => {
    const places = new StreamPlaces(loadConfig({ NODE_ENV: 'test', STREAMS_PER_TENANT: '2' }));
    const first = places.take('t1');
    expect(places.take('t1')).toBeDefined();
    expect(places.take('t1')).toBeUndefined();
    expect(places.take('t2')).toBeDefined();
    first?.();
    first?.();
    expect(places.take('t1')).toBeDefined();
    expect(places.take('t1')).toBeUndefined();
  });
});
