import type { PromotionRequest } from '../../api/types';

/** How a promotion goes about what is there already. */
export type PromotionOptions = Required<
  Pick<PromotionRequest, 'conflictPolicy' | 'keepEnabled' | 'withDependencies'>
>;

/** Nothing in the target is replaced before someone has seen it and said so. */
export const CAREFUL: PromotionOptions = {
  conflictPolicy: 'fail',
  keepEnabled: false,
  withDependencies: false,
};
