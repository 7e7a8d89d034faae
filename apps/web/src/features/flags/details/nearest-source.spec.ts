import { nearestSource } from './nearest-source';

const names = ['dev', 'staging', 'prod'];

describe('a flag that an environment lacks is brought', () => {
  it.each([
    ['from the environment one looks at', { having: ['dev', 'staging'], current: 'dev' }, 'dev'],
    ['from the step before', { having: ['dev', 'staging'], current: 'prod' }, 'staging'],
    ['from further away', { having: ['dev'], current: 'prod' }, 'dev'],
    ['from nowhere when nobody has it', { having: [], current: 'prod' }, undefined],
  ])('%s', (_how, where, source) => {
    expect(nearestSource('prod', { names, ...where })).toBe(source);
  });

  it('backwards where only a later environment has it', () => {
    expect(nearestSource('dev', { names, having: ['prod'], current: 'dev' })).toBe('prod');
  });
});
