import type { ReactNode } from 'react';
import { Button } from './Button';
import { ErrorSummary, type SummaryProps } from './ErrorSummary';
import css from './fields.module.css';

interface PageFormProps extends SummaryProps {
  /** Fields within one card, or cards one below the other. */
  of?: 'fields' | 'cards';
  /** What the button that sends it says. */
  submit: string;
  quiet?: boolean;
  busy: boolean;
  /** Why it can't be sent. */
  reason?: string | null;
  /** What else one may do, after the button that sends it. */
  beside?: ReactNode;
  onSubmit: () => Promise<unknown>;
  children: ReactNode;
}

/** A form on a page: what is wrong above, what is asked, and below it the button that sends it. */
export function PageForm({
  of = 'fields',
  submit,
  quiet = false,
  busy,
  reason = null,
  beside,
  errors,
  leftovers = [],
  onSubmit,
  children,
}: PageFormProps) {
  return (
    <form
      noValidate
      className={of === 'cards' ? css.cards : css.stack}
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit();
      }}
    >
      <ErrorSummary errors={errors} leftovers={leftovers} />
      {children}
      <div className={css.send}>
        <Button type="submit" busy={busy} reason={reason} {...(quiet ? {} : { look: 'main' })}>
          {submit}
        </Button>
        {beside}
      </div>
    </form>
  );
}
