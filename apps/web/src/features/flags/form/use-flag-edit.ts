import { useForm, type UseFormReturnType } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { Versioned } from '../../../api/client';
import { Problem } from '../../../api/problem';
import type { FieldChange, Flag, ImpactRequest } from '../../../api/types';
import { useRefusedForm } from '../../../components/use-refused-form';
import { changesBetween, type FlagDecisions } from '../../changes/changes-between';
import { useTenant } from '../../session/session.query';
import { flagName } from '../flag-name';
import { type FlagWrite, useSaveFlag } from '../flag-writes';
import { flagQuery } from '../flags.query';
import { decisionsOf } from './decisions-of';
import { detailsOf, FLAG_FIELDS, type FlagFormValues, formValuesOf } from './flag-form.values';
import { formCanShow } from './form-can-show';
import { mergeEdits } from './merge-edits';

/** An edit of one flag from opening the form to the saved flag, another writer in between included. */
export interface FlagEdit {
  readonly form: UseFormReturnType<FlagFormValues>;
  /** The stored state that the edit stands on. */
  readonly base: Flag;
  /** What the fields say the flag should be. */
  readonly decisions: FlagDecisions;
  readonly changes: readonly FieldChange[];
  readonly save: UseMutationResult<Flag, Error, FlagWrite>;
  /** The state someone else wrote meanwhile; `null`: they deleted the flag. */
  readonly conflict: Versioned<Flag> | null | undefined;
  /** The question who would get another answer if this were saved. */
  readonly impact: ImpactRequest;
  readonly submit: (event?: FormEvent<HTMLFormElement>) => void;
  /** Goes on from their state with my changes on top of it. */
  readonly keepMine: (theirs: Versioned<Flag>) => void;
  /** Goes on from their state and forgets my changes. */
  readonly takeTheirs: (theirs: Versioned<Flag>) => void;
}

/** @param found the flag as it was when the form was opened */
export function useFlagEdit(env: string, found: Versioned<Flag>): FlagEdit {
  const tenant = useTenant();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const save = useSaveFlag();
  const [{ value: base, etag }, setBase] = useState(found);
  const [conflict, setConflict] = useState<Versioned<Flag> | null>();
  const form = useForm<FlagFormValues>({ initialValues: formValuesOf(found.value) });
  const refused = useRefusedForm(form, FLAG_FIELDS);
  const decisions = decisionsOf(form.values, base);
  const draft = {
    key: base.key,
    ...detailsOf(form.values),
    ...(formCanShow(base) && { strategy: decisions.strategy }),
  };

  const showConflict = async (): Promise<void> => {
    const place = { tenant, env, key: base.key };
    setConflict(await queryClient.fetchQuery({ ...flagQuery(place), staleTime: 0 }));
  };
  const continueFrom = (theirs: Versioned<Flag>, values: FlagDecisions): void => {
    setBase(theirs);
    setConflict(undefined);
    save.reset();
    form.setValues(formValuesOf({ ...theirs.value, ...values }));
  };

  return {
    form,
    base,
    decisions,
    changes: changesBetween(base, decisions),
    save,
    conflict,
    impact: { tenant, env, feature: draft },
    submit: form.onSubmit(() => {
      const body = { tenant, env, ...draft };
      save.mutate(etag === undefined ? { body } : { body, etag }, {
        onError: (error) => void (isStale(error) ? showConflict() : refused(error)),
        onSuccess: (flag) => {
          notifications.show({ color: 'green', message: `${flagName(flag)} is saved in ${env}.` });
          void navigate({ to: '/env/$env/flags/$key', params: { env, key: base.key } });
        },
      });
    }),
    keepMine: (theirs) => continueFrom(theirs, mergeEdits(base, decisions, theirs.value).merged),
    takeTheirs: (theirs) => continueFrom(theirs, theirs.value),
  };
}

function isStale(error: Error): boolean {
  return error instanceof Problem && error.status === 412;
}
