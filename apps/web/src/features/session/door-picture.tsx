import styles from './door-picture.module.css';

const FLAGS = [
  { name: 'Checkout redesign', who: '30 % of users', share: 30, on: true },
  { name: 'Dark mode', who: 'Everyone', share: 100, on: true },
  { name: 'Invoice export', who: '12 users allowed', share: 4, on: true },
  { name: 'New pricing', who: 'Off', share: 0, on: false },
] as const;

/** What the console is about, as a picture; nothing in it can be pressed. */
export function DoorPicture() {
  return (
    <aside className={styles.picture} aria-hidden>
      <div className={styles.sheet}>
        {FLAGS.map(({ name, who, share, on }) => (
          <div key={name} className={styles.row}>
            <span className={styles.switch} data-on={on} />
            <span className={styles.words}>
              <b>{name}</b>
              <span>{who}</span>
            </span>
            <span className={styles.bar}>
              <span style={{ width: `${share}%` }} />
            </span>
          </div>
        ))}
      </div>
      <p className={styles.claim}>
        Release when you are ready,
        <br />
        to whom you choose, and take it back in a second.
      </p>
    </aside>
  );
}
