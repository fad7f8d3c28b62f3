/**
 * Dialogs and drawers on the browser's own <dialog>: focus stays inside, Escape closes, the page behind is inert.
 */
import { IconX } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useWords } from '@/language';
import { Button } from './Button';
import css from './Dialog.module.css';
import { uiWords } from './words';

const FIRST =
  '[data-autofocus], [data-dialog-body] :is(input:not([type=radio], [type=checkbox]), select, textarea)';

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Buttons at the foot; inside the form when there is `onSubmit`. */
  footer?: ReactNode;
  onSubmit?: (event: FormEvent<HTMLFormElement>) => void;
  shape?: 'dialog' | 'large' | 'drawer' | 'top';
}

export function Dialog({ title, onClose, children, footer, onSubmit, shape = 'dialog' }: DialogProps) {
  const w = useWords(uiWords);
  const box = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const opener = document.activeElement;
    const dialog = box.current;
    dialog?.showModal();
    // The first field is what one came for; the browser alone would choose the closing cross.
    dialog?.querySelector<HTMLElement>(FIRST)?.focus();
    return () => {
      dialog?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  const content = (
    <>
      <div className={css.head}>
        <h2 id={titleId}>{title}</h2>
        <Button
          look="plain"
          aria-label={w.close}
          icon={<IconX size={20} stroke={1.75} aria-hidden />}
          onClick={onClose}
        />
      </div>
      <div className={css.body} data-dialog-body>
        {children}
      </div>
      {footer && <div className={css.foot}>{footer}</div>}
    </>
  );
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does it for the keyboard
    <dialog
      ref={box}
      aria-labelledby={titleId}
      className={`${css.dialog} ${shape === 'dialog' ? '' : css[shape]} ${shape === 'top' ? css.large : ''}`}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === box.current) onClose();
      }}
    >
      {onSubmit ? (
        <form
          className={css.inner}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            onSubmit(event);
          }}
        >
          {content}
        </form>
      ) : (
        <div className={css.inner}>{content}</div>
      )}
    </dialog>
  );
}
