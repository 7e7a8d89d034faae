import { Link } from '@tanstack/react-router';
import type { Flag } from '../../../api/types';
import { RelativeTime } from '../../../components/relative-time';
import { MARKED_AFTER_DAYS, useStaleKeys } from '../../usage/use-stale-keys';
import { Audience } from '../audience';
import { flagName } from '../flag-name';
import { FlagSwitch } from '../flag-switch';
import { TagList } from '../tag-list';
import styles from './flag-list.module.css';

interface Props {
  readonly flags: readonly Flag[];
  readonly env: string;
  /** These are the page before, while the next one is on its way. */
  readonly isOld: boolean;
  readonly onTag: (tag: string) => void;
}

export function FlagRows({ flags, env, isOld, onTag }: Props) {
  const stale = useStaleKeys(
    env,
    flags.map(({ key }) => key),
  );
  return (
    <ul className={styles.rows} aria-busy={isOld}>
      {flags.map((flag) => (
        <FlagRow key={flag.key} flag={flag} env={env} isStale={stale.has(flag.key)} onTag={onTag} />
      ))}
    </ul>
  );
}

interface RowProps extends Pick<Props, 'env' | 'onTag'> {
  readonly flag: Flag;
  /** Nobody asked for it in a long time. */
  readonly isStale: boolean;
}

function FlagRow({ flag, env, isStale, onTag }: RowProps) {
  return (
    <li className={styles.row}>
      <div className={styles.switch}>
        <FlagSwitch flag={flag} env={env} />
      </div>
      <div className={styles.flag}>
        <Link to="/env/$env/flags/$key" params={{ env, key: flag.key }} className={styles.name}>
          {flagName(flag)}
        </Link>
        <div className={styles.marks}>
          <code className={styles.key}>{flag.key}</code>
          <TagList tags={flag.tags ?? []} onChoose={onTag} />
          {isStale && (
            <span className={styles.stale}>not asked for in {MARKED_AFTER_DAYS} days</span>
          )}
        </div>
      </div>
      <div className={styles.audience}>
        <Audience flag={flag} />
      </div>
      <div className={styles.changed}>
        <RelativeTime iso={flag.updatedAt} />
      </div>
    </li>
  );
}
