import styles from './tag-list.module.css';

interface Props {
  readonly tags: readonly string[];
  /** Given, each tag is a button that chooses it. */
  readonly onChoose?: (tag: string) => void;
}

export function TagList({ tags, onChoose }: Props) {
  return tags.map((tag) =>
    onChoose === undefined ? (
      <span key={tag} className={styles.tag}>
        {tag}
      </span>
    ) : (
      <button
        key={tag}
        type="button"
        className={styles.tag}
        onClick={() => onChoose(tag)}
        aria-label={`Only flags with the tag ${tag}`}
      >
        {tag}
      </button>
    ),
  );
}
