import type { ClientList, ClientState } from '../../api/types';
import { CLIENT_STATES, spreadWords } from './client-words';
import styles from './clients.module.css';

const STATES = Object.keys(CLIENT_STATES) as ClientState[];

/** How many have the revision: in words that are read out as they change, and as a bar. */
export function ClientSpread({ list }: { list: ClientList }) {
  return (
    <>
      <p className={styles.spread} aria-live="polite">
        {spreadWords(list)}
      </p>
      <div className={styles.bar} aria-hidden>
        {STATES.map((state) => (
          <span key={state} data-state={state} style={{ flexGrow: list[state] }} />
        ))}
      </div>
    </>
  );
}
