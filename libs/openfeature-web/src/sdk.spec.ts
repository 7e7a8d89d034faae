import manifest from '../package.json';
import { SDK } from './sdk';

describe('the name of the SDK', () => {
  it('carries the version that is published', () => {
    expect(SDK.version).toBe(manifest.version);
  });
});
