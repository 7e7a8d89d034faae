import { aClient } from '../testing/a-client';
import { NotedClients } from './noted.clients';

const HERE = { tenantId: 't', environmentId: 'here' };
const THERE = { tenantId: 't', environmentId: 'there' };

describe('clients that wait to be written', () => {
  const ids = (noted: NotedClients) => noted.take(100).map(({ clientId }) => clientId);

  it('are told once each, with their latest word', () => {
    const noted = new NotedClients(10);
    noted.note(aClient('a', { ...HERE, revision: 2, seenAt: 2 }));
    noted.note(aClient('a', { ...HERE, revision: 1, seenAt: 1 }));
    expect(noted.take(100)).toMatchObject([{ clientId: 'a', revision: 2 }]);
    expect(noted.take(100)).toEqual([]);
  });

  it('are so many of one environment and no more, and leave room for the others', () => {
    const noted = new NotedClients(2);
    const took = ['a', 'b', 'c'].map((id) => noted.note(aClient(id, HERE)));
    expect(took).toEqual([true, true, false]);
    expect(noted.note(aClient('a', HERE))).toBe(true);
    expect(noted.note(aClient('d', THERE))).toBe(true);
    expect(ids(noted)).toEqual(['a', 'b', 'd']);
  });

  it('are so many in all', () => {
    const noted = new NotedClients(10, 1);
    noted.note(aClient('a', HERE));
    expect(noted.note(aClient('b', THERE))).toBe(false);
  });

  it('make room when they are taken, the first ones first', () => {
    const noted = new NotedClients(2);
    noted.note(aClient('a', HERE));
    noted.note(aClient('b', HERE));
    expect(noted.take(1)).toMatchObject([{ clientId: 'a' }]);
    expect(noted.note(aClient('c', HERE))).toBe(true);
    expect(ids(noted)).toEqual(['b', 'c']);
  });
});
