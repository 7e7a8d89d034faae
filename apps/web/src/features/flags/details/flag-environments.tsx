import { Skeleton, Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LinkButton } from '../../../components/link-button';
import type { Versioned } from '../../../api/client';
import { asProblem } from '../../../api/problem';
import type { Flag } from '../../../api/types';
import { Panel } from '../../../components/panel';
import { RelativeTime } from '../../../components/relative-time';
import { EnvironmentBadge } from '../../environments/environment-badge';
import { environmentKind } from '../../environments/environment-kind';
import { useEnvironmentNames } from '../../environments/environments.query';
import { useTenant } from '../../session/session.query';
import { Audience } from '../audience';
import { FlagSwitch } from '../flag-switch';
import { flagQuery } from '../flags.query';
import { nearestSource } from './nearest-source';
import styles from './flag-environments.module.css';

interface Props {
  readonly flagKey: string;
  readonly current: string;
}

/** The same flag in every environment, side by side. */
export function FlagEnvironments({ flagKey, current }: Props) {
  const tenant = useTenant();
  const names = useEnvironmentNames();
  const states = useQueries({
    queries: names.map((env) => flagQuery({ tenant, env, key: flagKey })),
  });
  const having = names.filter((_env, index) => states[index]?.data != null);
  return (
    <Panel title="In every environment" flush>
      <ul className={styles.environments}>
        {names.map((env, index) => (
          <li
            key={env}
            className={styles.environment}
            data-current={env === current}
            data-environment-kind={environmentKind(env)}
          >
            <Link to="/env/$env/flags/$key" params={{ env, key: flagKey }} className={styles.name}>
              <EnvironmentBadge name={env} />
            </Link>
            <State
              env={env}
              flagKey={flagKey}
              source={nearestSource(env, { names, having, current })}
              state={states[index]}
            />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

interface StateProps {
  readonly env: string;
  readonly flagKey: string;
  /** Where the flag could be brought from, should it not be here. */
  readonly source: string | undefined;
  readonly state:
    { readonly data: Versioned<Flag> | null | undefined; readonly error: Error | null } | undefined;
}

function State({ env, flagKey, source, state }: StateProps) {
  if (state?.error != null) {
    return (
      <Text size="sm" c="red" className={styles.wide}>
        {asProblem(state.error).message}
      </Text>
    );
  }
  if (state?.data === undefined) return <Skeleton height={14} width={140} />;
  if (state.data === null) return <Absent env={env} flagKey={flagKey} source={source} />;
  const flag = state.data.value;
  return (
    <>
      <span className={styles.switch}>
        <FlagSwitch flag={flag} env={env} />
      </span>
      <Audience flag={flag} />
      <Text size="sm" c="dimmed" className={styles.changed}>
        v{flag.version}, <RelativeTime iso={flag.updatedAt} />
      </Text>
    </>
  );
}

function Absent({ env, flagKey, source }: Omit<StateProps, 'state'>) {
  return (
    <>
      <Text size="sm" c="dimmed" className={styles.wide}>
        Not there
      </Text>
      {source !== undefined && (
        <LinkButton
          to="/promote"
          search={{ from: source, to: env, keys: [flagKey] }}
          size="compact-sm"
          variant="default"
          className={styles.changed}
        >
          Promote from {source}
        </LinkButton>
      )}
    </>
  );
}
