import { Button, Group, Text } from '@mantine/core';
import type { PromotionItem } from '../../api/types';
import { countWords } from '../changes/strategy-words';
import styles from './promotion.module.css';
import type { PromotionRoute } from './promotion-route';

interface Props {
  /** The chosen ones. */
  readonly items: readonly PromotionItem[];
  readonly way: PromotionRoute;
  /** Decides that what is different in the target is replaced. */
  readonly onReplace: () => void;
  readonly onReview: () => void;
}

/** What is chosen, what stands in the way, and the way on. */
export function PromotionBar({ items, way, onReplace, onReview }: Props) {
  const conflicts = items.filter(({ action }) => action === 'conflict').length;
  const writes = items.filter(({ action }) => action !== 'skip').length;
  return (
    <div className={styles.bar} role="region" aria-label="Chosen flags">
      <Text size="sm" aria-live="polite">
        {conflicts === 0
          ? `${countWords(items.length, 'flag')} chosen`
          : `${countWords(conflicts, 'chosen flag')} ${conflicts === 1 ? 'is' : 'are'} different in ${way.to}. Replace, or leave out?`}
      </Text>
      <Group gap="xs">
        {conflicts > 0 && (
          <Button variant="default" onClick={onReplace}>
            Replace in {way.to}
          </Button>
        )}
        <Button onClick={onReview} disabled={writes === 0 || conflicts > 0}>
          Review
        </Button>
      </Group>
    </div>
  );
}
