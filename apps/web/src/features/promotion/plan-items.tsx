import { Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { PromotionItem } from '../../api/types';
import { ChangeList } from '../changes/change-list';
import { ItemAction } from './item-action';
import styles from './promotion.module.css';
import type { PromotionRoute } from './promotion-route';

interface Props {
  readonly items: readonly PromotionItem[];
  readonly way: PromotionRoute;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

/** Every flag that differs, with a tick box and with what exactly differs. */
export function PlanItems({ items, way, chosen, onChoose }: Props) {
  const count = items.filter(({ key }) => chosen.has(key)).length;
  const isAll = count === items.length;
  return (
    <>
      <div className={styles.head}>
        <Checkbox
          checked={isAll}
          indeterminate={count > 0 && !isAll}
          onChange={() => onChoose(new Set(isAll ? [] : items.map(({ key }) => key)))}
          label={`${items.length} ${items.length === 1 ? 'flag differs' : 'flags differ'}`}
        />
      </div>
      <ul className={styles.items}>
        {items.map((item) => (
          <li key={item.key} className={styles.item} data-chosen={chosen.has(item.key)}>
            <Checkbox
              checked={chosen.has(item.key)}
              onChange={() => onChoose(toggled(chosen, item.key))}
              aria-label={`Promote ${item.key}`}
            />
            <div className={styles.words}>
              <div className={styles.title}>
                <Link
                  to="/env/$env/flags/$key"
                  params={{ env: way.from, key: item.key }}
                  className={styles.key}
                >
                  <code>{item.key}</code>
                </Link>
                <ItemAction action={item.action} to={way.to} />
              </div>
              <ChangeList changes={item.changes} />
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function toggled(chosen: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(key)) next.add(key);
  return next;
}
