import type { UseFormReturnType } from '@mantine/form';
import { fieldErrors } from '../api/field-errors';
import { asProblem } from '../api/problem';

/**
 * What a form does when the server refuses what it sent: the errors go to the fields, the first of
 * which gets the focus. `fields` maps places of the request's body to fields of the form.
 */
export function useRefusedForm<Values extends Record<string, unknown>>(
  form: UseFormReturnType<Values>,
  fields: Readonly<Record<string, string>>,
): (error: unknown) => void {
  return (error) => {
    const { atFields } = fieldErrors(asProblem(error), fields);
    form.setErrors(atFields);
    const [first] = Object.keys(atFields);
    if (first !== undefined) form.getInputNode(first)?.focus();
  };
}
