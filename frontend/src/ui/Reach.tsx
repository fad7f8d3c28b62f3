/** Ways to reach somebody: a press writes or calls. */
import { IconDeviceMobile, IconMail, IconPhone } from '@tabler/icons-react';
import { Fragment, type ReactNode } from 'react';
import { phoneLink, readablePhone } from '@/language';
import css from './Reach.module.css';

interface ReachProps {
  email?: string | null | undefined;
  phone?: string | null | undefined;
  mobile?: string | null | undefined;
  /** What is to be known of them. */
  children?: ReactNode;
}

const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;

export function Reach({ email, phone, mobile, children }: ReachProps) {
  return (
    <div className={css.reach}>
      {phone && (
        <a href={phoneLink(phone)}>
          <IconPhone {...icon} /> {readablePhone(phone)}
        </a>
      )}
      {mobile && (
        <a href={phoneLink(mobile)}>
          <IconDeviceMobile {...icon} /> {readablePhone(mobile)}
        </a>
      )}
      {email && (
        <a href={`mailto:${email}`}>
          <IconMail {...icon} /> <EmailText>{email}</EmailText>
        </a>
      )}
      {children}
    </div>
  );
}

/** An address too long for its line goes on after its `@` or before a point, never within a word. */
export function EmailText({ children }: { children: string }) {
  return (
    <span className={css.email}>
      {children.split(/(?<=@)|(?=\.)/).map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in their order
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </span>
  );
}
