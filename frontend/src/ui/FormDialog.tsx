import type { ReactNode } from 'react';
import { useWords } from '@/language';
import { Button } from './Button';
import { Dialog } from './Dialog';
import { ErrorSummary, type SummaryProps } from './ErrorSummary';
import { FieldStack } from './fields';
import { uiWords } from './words';

interface FormDialogProps extends SummaryProps {
  title: string;
  /** What the button that sends it says. */
  submit: string;
  shape?: 'dialog' | 'drawer';
  busy: boolean;
  onSubmit: () => Promise<unknown>;
  onClose: () => void;
  children: ReactNode;
}

/** A form in a dialog: what is wrong above, the fields, and at the foot the way back and the way on. */
export function FormDialog({
  title,
  submit,
  shape = 'drawer',
  busy,
  errors,
  leftovers = [],
  onSubmit,
  onClose,
  children,
}: FormDialogProps) {
  const w = useWords(uiWords);
  return (
    <Dialog
      shape={shape}
      title={title}
      onClose={onClose}
      onSubmit={() => void onSubmit()}
      footer={
        <>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button look="main" type="submit" busy={busy}>
            {submit}
          </Button>
        </>
      }
    >
      <FieldStack>
        <ErrorSummary errors={errors} leftovers={leftovers} />
        {children}
      </FieldStack>
    </Dialog>
  );
}
