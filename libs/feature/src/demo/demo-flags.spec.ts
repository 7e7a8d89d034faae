import { anEnvironmentState } from '../testing/feature.builders';
import { planChange } from '../domain/plan-change';
import { DEMO_ENVIRONMENTS, demoOperations } from './demo-catalogue';

describe.each(DEMO_ENVIRONMENTS)('the demo tenant’s %s', (environment) => {
  const change = { environment, operations: demoOperations(environment) };

  it('is accepted as it is, without a warning', () => {
    expect(planChange(change, anEnvironmentState(environment))).toMatchObject({
      kind: 'planned',
      warnings: [],
    });
  });

  it('shows every strategy and value type that it has room for', () => {
    const sets = change.operations.flatMap((operation) =>
      operation.kind === 'putFlag' ? operation.set : [],
    );
    const types = new Set(sets.map(({ strategy }) => strategy?.type));
    expect(types).toEqual(new Set(['percentage', 'boolean', 'targeting', 'rules']));
    expect(new Set(sets.map(({ valueType = 'boolean' }) => valueType)).size).toBe(4);
  });
});
