import { useQuery } from '@tanstack/react-query';
import { asProblem } from '../../../api/problem';
import type { UnknownKey } from '../../../api/types';
import { LinkButton } from '../../../components/link-button';
import { Panel } from '../../../components/panel';
import { Text } from '@mantine/core';
import { ProblemNotice } from '../../../components/problem-notice';
import { RelativeTime } from '../../../components/relative-time';
import { useTenant } from '../../session/session.query';
import { exactCount } from '../usage-words';
import { unknownKeysQuery } from '../usage.query';
import styles from './environment-usage.module.css';
import { UsageRowsSkeleton } from './usage-rows-skeleton';

/** Keys that applications ask for and that are no flag's: a typo, or a flag that is gone or still to come. */
export function UnknownKeys({ env }: { env: string }) {
  const tenant = useTenant();
  const unknown = useQuery(unknownKeysQuery({ tenant, env }));
  return (
    <Panel title="Keys that are no flag’s" flush>
      {unknown.isPending && <UsageRowsSkeleton label="Loading unknown keys" />}
      {unknown.isError && <ProblemNotice problem={asProblem(unknown.error)} />}
      {unknown.data?.total === 0 && (
        <Text c="dimmed" size="sm" p="lg">
          None: applications ask {env} only for flags that are there.
        </Text>
      )}
      {unknown.data !== undefined && unknown.data.total > 0 && (
        <ul className={styles.rows}>
          {unknown.data.items.map((item) => (
            <UnknownKeyRow key={`${item.askedBy} ${item.key}`} item={item} env={env} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function UnknownKeyRow({ item, env }: { item: UnknownKey; env: string }) {
  const { key, count, firstSeenAt, lastSeenAt, askedBy } = item;
  return (
    <li className={styles.row}>
      <div className={styles.thing}>
        <code className={styles.unknown}>{key}</code>
      </div>
      <div className={styles.why}>
        Asked for {count === 1 ? 'once' : `${exactCount(count)} times`}, last{' '}
        <RelativeTime iso={lastSeenAt} />
        <span className={styles.note}>
          {askedBy === 'server'
            ? 'By a server'
            : 'With a client-side key, which anyone who has the page can use'}
          , first <RelativeTime iso={firstSeenAt} />
        </span>
      </div>
      <div className={styles.end}>
        <LinkButton
          to="/env/$env/new-flag"
          params={{ env }}
          search={{ key }}
          size="compact-sm"
          variant="default"
          aria-label={`Create the flag ${key}`}
        >
          Create it
        </LinkButton>
      </div>
    </li>
  );
}
