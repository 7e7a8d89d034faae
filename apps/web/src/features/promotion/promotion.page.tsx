import { IconArrowsTransferDown } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { PromotionPlan } from '../../api/types';
import { EmptyState } from '../../components/empty-state';
import { PageHeader } from '../../components/page-header';
import { useEnvironmentNames } from '../environments/environments.query';
import { PromotionDone } from './promotion-done';
import { PromotionPreview } from './promotion-preview';
import { promotionRoute } from './promotion-route';

const route = getRouteApi('/house/promote');

/** Brings flags from one environment into another, after showing what that would do. */
export function PromotionPage() {
  const names = useEnvironmentNames();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [done, setDone] = useState<PromotionPlan>();
  const way = promotionRoute(names, search);
  return (
    <>
      <PageHeader
        title="Promote"
        lead="Bring flags from one environment into another. You see every difference before anything changes."
      />
      {way === undefined && (
        <EmptyState icon={IconArrowsTransferDown} title="There is nowhere to promote to">
          Add a second environment first.
        </EmptyState>
      )}
      {way !== undefined && done !== undefined && (
        <PromotionDone plan={done} to={done.to} onMore={() => setDone(undefined)} />
      )}
      {way !== undefined && done === undefined && (
        <PromotionPreview
          key={`${way.from} ${way.to}`}
          way={way}
          chosen={search.keys ?? []}
          onWay={(next) => void navigate({ search: { ...search, ...next }, replace: true })}
          onDone={setDone}
        />
      )}
    </>
  );
}
