import manifest from '../package.json';
import { SDK } from './version';

it('the version that the service sees is that of the package', () => {
  expect(SDK.version).toBe(manifest.version);
});
