import type { ClientList, ConnectedClient } from '../../api/types';
import { CopyText } from '../../components/copy-text';
import { RelativeTime } from '../../components/relative-time';
import { CLIENT_STATES, runsWords } from './client-words';
import styles from './clients.module.css';

interface Props {
  readonly client: ConnectedClient;
  /** What it is held against. */
  readonly asked: ClientList;
}

export function ClientRow({ client, asked }: Props) {
  const { id, apiKey, sdk, state, firstSeenAt, lastSeenAt } = client;
  return (
    <li className={styles.row}>
      <div className={styles.who}>
        <span className={styles.name}>{apiKey?.name ?? 'A key that was revoked'}</span>
        <span className={styles.note}>
          <CopyText text={id} />
        </span>
      </div>
      <div className={styles.runs}>
        <span className={styles.state} data-state={state}>
          {CLIENT_STATES[state]}
        </span>
        <span className={styles.note}>{runsWords(client, asked)}</span>
      </div>
      <div className={styles.sdk}>
        {sdk.name} {sdk.version}
      </div>
      <div className={styles.seen}>
        <RelativeTime iso={lastSeenAt} />
        <span className={styles.note}>
          since <RelativeTime iso={firstSeenAt} />
        </span>
      </div>
    </li>
  );
}
