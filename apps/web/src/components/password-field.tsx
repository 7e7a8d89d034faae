import { PasswordInput, type PasswordInputProps } from '@mantine/core';

/** A password. Says to screen readers that it is wrong, which Mantine's own field leaves out. */
export function PasswordField(props: PasswordInputProps) {
  const isWrong = props.error !== undefined && props.error !== null && props.error !== false;
  return <PasswordInput {...props} aria-invalid={isWrong || undefined} />;
}
