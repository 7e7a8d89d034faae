import { Link } from '@tanstack/react-router';
import type { StaleFlag } from '../../../api/types';
import { LinkText } from '../../../components/link-text';
import { RelativeTime } from '../../../components/relative-time';
import styles from './environment-usage.module.css';

/** A flag that nobody asked for, with what speaks against deleting it. */
export function StaleFlagRow({ flag, env }: { flag: StaleFlag; env: string }) {
  return (
    <li className={styles.row}>
      <div className={styles.thing}>
        <Link to="/env/$env/flags/$key" params={{ env, key: flag.key }} className={styles.name}>
          {flag.name ?? flag.key}
        </Link>
        <div>
          <code className={styles.key}>{flag.key}</code>
        </div>
      </div>
      <div className={styles.why}>
        {flag.lastSeenAt === null ? (
          <>
            Never asked for, made <RelativeTime iso={flag.createdAt} />
          </>
        ) : (
          <>
            Last asked for <RelativeTime iso={flag.lastSeenAt} />
          </>
        )}
        {flag.lastInBulkAt !== null && (
          <span className={styles.note}>
            In a bulk answer <RelativeTime iso={flag.lastInBulkAt} />, needed there or not
          </span>
        )}
        {flag.requiredBy.length > 0 && (
          <span className={styles.note}>
            Still in use: needed by <RequiringFlags keys={flag.requiredBy} env={env} />
          </span>
        )}
      </div>
      <div className={styles.end}>{flag.enabled ? 'On' : 'Off'}</div>
    </li>
  );
}

function RequiringFlags({ keys, env }: { keys: readonly string[]; env: string }) {
  return keys.map((key, index) => (
    <span key={key}>
      {index > 0 && ', '}
      <LinkText to="/env/$env/flags/$key" params={{ env, key }} size="sm">
        {key}
      </LinkText>
    </span>
  ));
}
