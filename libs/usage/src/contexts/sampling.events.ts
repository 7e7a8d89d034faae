import type { JsonObject, NewDomainEvent, Principal } from '@app/kernel';
import type { Environment } from '@app/tenancy';
import type { ContextSampling } from './context-sampling';

/** Whose order it is. */
export interface SamplingSubject {
  readonly caller: Principal;
  readonly environment: Environment;
}

/** The order was changed; `forgotten` contexts were more than the new one allows. */
export function samplingChanged(
  subject: SamplingSubject,
  {
    before,
    after,
    forgotten,
  }: { before: ContextSampling; after: ContextSampling; forgotten: number },
): NewDomainEvent {
  return {
    action: 'context_sampling.updated',
    ...placeOf(subject),
    before: documentOf(before),
    after: { ...documentOf(after), forgotten },
  };
}

/** What was kept was forgotten. */
export function contextsCleared(subject: SamplingSubject, forgotten: number): NewDomainEvent {
  return { action: 'context_sampling.cleared', ...placeOf(subject), after: { forgotten } };
}

function placeOf({
  caller,
  environment: { id, name, epoch, revision },
}: SamplingSubject): Pick<NewDomainEvent, 'tenant' | 'environment' | 'key'> {
  return {
    tenant: { id: caller.tenantId, slug: caller.tenant },
    environment: { id, name, epoch, revision },
    key: name,
  };
}

function documentOf(sampling: ContextSampling): JsonObject {
  return { ...sampling, attributes: [...sampling.attributes] };
}
