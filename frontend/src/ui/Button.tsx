import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import css from './Button.module.css';
import { toast } from './toasts';

export interface Looks {
  look?: 'main' | 'quiet' | 'plain' | 'danger' | 'deep' | 'deepQuiet';
  size?: 'medium' | 'small';
  icon?: ReactNode;
  wide?: boolean;
}

function classes({ look = 'quiet', size, wide }: Looks, bare: boolean, extra?: string) {
  return [css.button, css[look], size === 'small' && css.small, wide && css.wide, bare && css.icon, extra]
    .filter(Boolean)
    .join(' ');
}

interface ButtonProps extends Looks, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  /** Why it can't be used now: the button stays reachable and tells it. */
  reason?: string | null | undefined;
  busy?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({
  look,
  size,
  icon,
  wide,
  reason,
  busy,
  children,
  className,
  onClick,
  ...rest
}: ButtonProps) {
  const refused = Boolean(reason) || busy;
  return (
    <button
      type="button"
      {...rest}
      className={classes({ look, size, wide }, !children, className)}
      aria-disabled={refused || undefined}
      title={reason ?? rest.title}
      onClick={(event) => {
        if (refused) {
          event.preventDefault();
          if (reason) toast({ text: reason });
          return;
        }
        onClick?.(event);
      }}
    >
      {icon}
      {children}
    </button>
  );
}

interface AnchorProps extends Looks, AnchorHTMLAttributes<HTMLAnchorElement> {
  ref?: Ref<HTMLAnchorElement>;
}

export function AnchorButton({ look, size, icon, wide, children, className, ...rest }: AnchorProps) {
  return (
    <a {...rest} className={classes({ look, size, wide }, !children, className)}>
      {icon}
      {children}
    </a>
  );
}

/** A link of the router that looks like a button. */
export const LinkButton = createLink(AnchorButton);
