import { describeChanges } from './describe-changes';

describe('changes in words', () => {
  it('says what a switch became', () => {
    expect(
      describeChanges([{ op: 'replace', path: '/enabled', before: false, after: true }]),
    ).toEqual([{ kind: 'value', path: '/enabled', label: 'Switch', before: 'Off', after: 'On' }]);
  });

  it('says a share in percent, also when it becomes none', () => {
    expect(
      describeChanges([{ op: 'replace', path: '/strategy/percentage', before: 12.5, after: 0 }]),
    ).toEqual([
      {
        kind: 'value',
        path: '/strategy/percentage',
        label: 'Share of users',
        before: '12.5 %',
        after: '0 %',
      },
    ]);
  });

  it('tells a strategy that became another kind as one change', () => {
    expect(
      describeChanges([
        { op: 'replace', path: '/strategy/type', before: 'percentage', after: 'targeting' },
        { op: 'remove', path: '/strategy/percentage', before: 30 },
        { op: 'add', path: '/strategy/allow', after: ['u1', 'u2'] },
        { op: 'add', path: '/strategy/deny', after: ['u3'] },
      ]),
    ).toEqual([
      {
        kind: 'value',
        path: '/strategy',
        label: 'Who gets it',
        before: '30 % of users',
        after: '2 users allowed, 1 denied',
      },
    ]);
  });

  it('tells a strategy replaced as a whole by what differs in it', () => {
    expect(
      describeChanges([
        {
          op: 'replace',
          path: '/strategy',
          before: { type: 'targeting', allow: ['u1', 'u2'], deny: [] },
          after: { type: 'targeting', allow: ['u2', 'u3'], deny: [] },
        },
      ]),
    ).toEqual([
      {
        kind: 'members',
        path: '/strategy/allow',
        label: 'Allowed users',
        added: ['u3'],
        removed: ['u1'],
      },
    ]);
  });

  it('gathers tags that came and went one by one', () => {
    expect(
      describeChanges([
        { op: 'remove', path: '/tags/web', before: 'web' },
        { op: 'add', path: '/tags/mobile', after: 'mobile' },
      ]),
    ).toEqual([
      { kind: 'members', path: '/tags', label: 'Tags', added: ['mobile'], removed: ['web'] },
    ]);
  });

  it('says what a new flag is and leaves out what every new flag has', () => {
    const words = describeChanges([
      { op: 'add', path: '/key', after: 'checkout' },
      { op: 'add', path: '/valueType', after: 'boolean' },
      { op: 'add', path: '/enabled', after: false },
      { op: 'add', path: '/strategy', after: { type: 'boolean' } },
    ]);
    expect(words).toEqual([
      { kind: 'value', path: '/enabled', label: 'Switch', after: 'Off' },
      { kind: 'value', path: '/strategy', label: 'Who gets it', after: 'Everyone' },
    ]);
  });

  it('opens a whole document that came or went', () => {
    expect(
      describeChanges([
        {
          op: 'remove',
          path: '',
          before: { key: 'a', name: 'A', enabled: true },
          after: undefined,
        },
      ]),
    ).toEqual([
      { kind: 'value', path: '/name', label: 'Name', before: 'A' },
      { kind: 'value', path: '/enabled', label: 'Switch', before: 'On' },
    ]);
  });

  it('calls a moved rule moved and counts positions from one', () => {
    expect(
      describeChanges([{ op: 'move', path: '/strategy/rules/r1', before: 2, after: 0 }]),
    ).toEqual([
      {
        kind: 'moved',
        path: '/strategy/rules/r1',
        label: 'Strategy › rules › r1',
        from: 3,
        to: 1,
      },
    ]);
  });

  it('spells out a place that has no name of its own', () => {
    expect(
      describeChanges([
        { op: 'replace', path: '/metadata/a~1b', before: 'x', after: { deep: [1] } },
      ]),
    ).toEqual([
      {
        kind: 'value',
        path: '/metadata/a~1b',
        label: 'Metadata › a/b',
        before: 'x',
        after: '{"deep":[1]}',
      },
    ]);
  });

  it('has nothing to say of nothing', () => {
    expect(describeChanges([])).toEqual([]);
  });
});
