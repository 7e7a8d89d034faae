const LABELS: Readonly<Record<string, string>> = {
  enabled: 'Switch',
  name: 'Name',
  description: 'Description',
  tags: 'Tags',
  strategy: 'Who gets it',
  'strategy/type': 'Who gets it',
  'strategy/percentage': 'Share of users',
  'strategy/allow': 'Allowed users',
  'strategy/deny': 'Denied users',
  valueType: 'Value type',
  offVariant: 'Variant when off',
  clientVisible: 'Visible to browsers and apps',
};

/** What a reader calls the place; one that has no name of its own is spelled out: `Strategy › rules › r1`. */
export function fieldLabel(parts: readonly string[]): string {
  const known = LABELS[parts.join('/')];
  if (known !== undefined) return known;
  const [first = 'Everything', ...rest] = parts;
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(' › ');
}
