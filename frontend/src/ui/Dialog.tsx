/**
 * Dialogs and drawers on the browser's own <dialog>: focus stays inside, Escape closes, the page behind is inert.
 */
import { IconX } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { useWords } from '@/language';
import { Button } from './Button';
import css from './Dialog.module.css';
import { uiWords } from './words';
import { formWords } from './words/forms';

const FIRST =
  '[data-autofocus], [data-dialog-body] :is(input:not([type=radio], [type=checkbox]), select, textarea)';

interface DialogProps {
  title: string;
  /** Absent where there is no way round what it asks. */
  onClose?: () => void;
  children: ReactNode;
  /** Buttons at the foot; inside the form when there is `onSubmit`. */
  footer?: ReactNode;
  onSubmit?: (event: FormEvent<HTMLFormElement>) => void;
  shape?: 'dialog' | 'large' | 'drawer' | 'top';
}

export function Dialog({ title, onClose, children, footer, onSubmit, shape = 'dialog' }: DialogProps) {
  const w = useWords(uiWords);
  const f = useWords(formWords);
  const box = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // What was typed into a form is not thrown away by a key or a press beside it: it asks first.
  const typed = useRef(false);
  const [asking, setAsking] = useState(false);
  const leave = () => {
    if (asking) setAsking(false);
    else if (onSubmit && typed.current) setAsking(true);
    else onClose?.();
  };
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
        {onClose && (
          <Button
            look="plain"
            aria-label={w.close}
            icon={<IconX size={20} stroke={1.75} aria-hidden />}
            onClick={leave}
          />
        )}
      </div>
      <div className={css.body} data-dialog-body>
        {children}
      </div>
      {asking ? (
        <div className={css.foot} role="alertdialog" aria-label={f.typedTitle}>
          <span>{f.typedTitle}</span>
          <Button onClick={onClose}>{f.typedDrop}</Button>
          <Button look="main" autoFocus onClick={() => setAsking(false)}>
            {f.typedKeep}
          </Button>
        </div>
      ) : (
        footer && <div className={css.foot}>{footer}</div>
      )}
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
        leave();
      }}
      onClick={(event) => {
        if (event.target === box.current) leave();
      }}
    >
      {onSubmit ? (
        <form
          className={css.inner}
          noValidate
          onInput={() => {
            typed.current = true;
          }}
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
