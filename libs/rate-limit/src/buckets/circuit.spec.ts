import { Circuit, type CircuitState } from './circuit';

describe('a circuit', () => {
  let now = 0;
  let changes: CircuitState[];
  let circuit: Circuit;
  const fail = (times: number): void => {
    for (let i = 0; i < times; i += 1) circuit.failed();
  };

  beforeEach(() => {
    now = 0;
    changes = [];
    circuit = new Circuit(
      (state) => changes.push(state),
      () => now,
    );
  });

  it('opens at the third failure in a row', () => {
    fail(2);
    circuit.succeeded();
    fail(2);
    expect(circuit.state).toBe('closed');
    fail(1);
    expect(circuit.state).toBe('open');
  });

  it('says so once, however many failures follow', () => {
    fail(50);
    circuit.recovered();
    circuit.recovered();
    expect(changes).toEqual(['open', 'closed']);
  });

  it('is not closed by an answer that was under way when it opened', () => {
    fail(3);
    circuit.succeeded();
    expect(circuit.state).toBe('open');
  });

  it('opens again only after three more failures', () => {
    fail(3);
    circuit.recovered();
    fail(2);
    expect(circuit.state).toBe('closed');
  });

  it('lets one caller try every half second while it is open', () => {
    expect(circuit.dueForTrial()).toBe(false);
    fail(3);
    expect(circuit.dueForTrial()).toBe(false);
    now = 500;
    expect([circuit.dueForTrial(), circuit.dueForTrial()]).toEqual([true, false]);
    circuit.failed();
    now = 999;
    expect(circuit.dueForTrial()).toBe(false);
    now = 1_000;
    expect(circuit.dueForTrial()).toBe(true);
  });
});
