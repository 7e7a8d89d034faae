import { Textarea } from '@mantine/core';
import type { GetInputPropsReturnType } from '@mantine/form';
import { countWords } from '../../changes/strategy-words';
import { parseIds } from './parse-ids';

interface Props {
  readonly label: string;
  readonly input: GetInputPropsReturnType;
}

/** Ids as a text, so that a column of a spreadsheet or a thousand lines can be pasted as they are. */
export function IdListField({ label, input }: Props) {
  const { ids, duplicates } = parseIds(String(input.value));
  const repeated = duplicates > 0 ? `, ${countWords(duplicates, 'repetition')} left out` : '';
  return (
    <Textarea
      label={label}
      description={`${countWords(ids.length, 'id')}${repeated}`}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      placeholder={'user-1\nuser-2'}
      autosize
      minRows={5}
      maxRows={12}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--app-font-mono)', fontSize: '0.8125rem' } }}
      {...input}
    />
  );
}
