import { worstExcess } from './eager-callers';

const LIMITS = { burst: 3, perSecond: 1_000 };
const at = (...times: number[]) => times.map((sentAt) => ({ sentAt, answeredAt: sentAt }));

describe('the worst interval of a run', () => {
  it('is none while every interval keeps the bound', () => {
    expect(worstExcess(at(0, 0, 0, 1, 2, 3), LIMITS)).toBe(0);
    expect(worstExcess(at(0, 10), LIMITS)).toBeLessThan(0);
  });

  it('is found wherever it is', () => {
    expect(worstExcess(at(0, 100, 100, 100, 100, 101, 101, 200), LIMITS)).toBe(2);
  });

  it('counts what is within an interval at both ends only', () => {
    const slow = { sentAt: 0, answeredAt: 50 };
    expect(worstExcess([...at(50, 50, 50), slow], LIMITS)).toBe(0);
  });
});
