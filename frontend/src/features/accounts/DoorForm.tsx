import type { ReactNode } from 'react';
import { Button, ErrorSummary, FieldStack } from '@/ui';
import css from './accounts.module.css';

interface DoorFormProps {
  title: string;
  lead: string;
  submit: string;
  busy: boolean;
  errors: React.ComponentProps<typeof ErrorSummary>['errors'];
  leftovers: string[];
  onSubmit: () => Promise<unknown>;
  /** The fields. */
  children: ReactNode;
  /** Below the button: other ways in, or the way back. */
  ways: ReactNode;
}

/** A form of someone who is not signed in: one thing to do, alone on its page. */
export function DoorForm({
  title,
  lead,
  submit,
  busy,
  errors,
  leftovers,
  onSubmit,
  children,
  ways,
}: DoorFormProps) {
  return (
    <form
      className={css.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit();
      }}
    >
      <header>
        <h1 tabIndex={-1}>{title}</h1>
        <p>{lead}</p>
      </header>
      <ErrorSummary errors={errors} leftovers={leftovers} />
      <FieldStack>{children}</FieldStack>
      <Button look="main" type="submit" wide busy={busy}>
        {submit}
      </Button>
      {ways}
    </form>
  );
}
