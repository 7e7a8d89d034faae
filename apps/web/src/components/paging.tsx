import { Group, Pagination, Text } from '@mantine/core';

interface Props {
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
  /** What is counted: `flag`, `event`. */
  readonly noun: string;
  /** How deep the list can be paged, where that is less than all of it. */
  readonly reachable?: number;
  readonly onPage: (page: number) => void;
}

/** Where in a long list one is, and the way to its other pages. */
export function Paging({ page, pageSize, total, noun, reachable = total, onPage }: Props) {
  const pages = Math.max(1, Math.ceil(Math.min(total, reachable) / pageSize));
  const first = total === 0 ? 0 : (page - 1) * pageSize + 1;
  const last = Math.min(total, page * pageSize);
  return (
    <Group justify="space-between" px="md" py="sm" component="nav" aria-label="Pages">
      <Text size="sm" c="dimmed">
        {pages === 1
          ? `${total.toLocaleString('en')} ${noun}${total === 1 ? '' : 's'}`
          : `${first.toLocaleString('en')}–${last.toLocaleString('en')} of ${total.toLocaleString('en')} ${noun}s`}
      </Text>
      {pages > 1 && (
        <Pagination
          size="sm"
          total={pages}
          value={page}
          onChange={onPage}
          getControlProps={(control) => ({ 'aria-label': `${control} page` })}
        />
      )}
    </Group>
  );
}
