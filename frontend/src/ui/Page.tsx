/** The bones of a page: its title, its one main action, what it says first. */
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import css from './Page.module.css';

interface PageProps {
  title: string;
  /** For the tab of the browser, when the heading is a sentence. */
  name?: string;
  lead?: ReactNode;
  actions?: ReactNode;
  greeting?: boolean;
  narrow?: boolean;
  /** As wide as the window and just as high: what is in it scrolls, not the page. */
  fill?: boolean;
  before?: ReactNode;
  /** A feature block at the right of the title. */
  beside?: ReactNode;
  children: ReactNode;
}

export function Page({
  title,
  name,
  lead,
  actions,
  greeting,
  narrow,
  fill,
  before,
  beside,
  children,
}: PageProps) {
  useEffect(() => {
    document.title = `${name ?? title} · Maillage`;
  }, [title, name]);
  return (
    <div
      className={`${css.page} ${narrow ? css.narrow : ''} ${fill ? css.fill : ''}`}
      data-fill={fill || undefined}
    >
      {before}
      <div className={beside ? css.split : css.head}>
        <div className={css.titles}>
          <h1 tabIndex={-1} data-greeting={greeting || undefined}>
            {title}
          </h1>
          {lead && <p>{lead}</p>}
        </div>
        {actions && <div className={css.actions}>{actions}</div>}
        {beside}
      </div>
      {children}
    </div>
  );
}

const ICONS = { info: IconInfoCircle, ok: IconCircleCheck, warn: IconAlertTriangle, err: IconAlertTriangle };

export function Note({ tone = 'info', children }: { tone?: keyof typeof ICONS; children: ReactNode }) {
  const Icon = ICONS[tone];
  return (
    <div className={css.note} data-tone={tone}>
      <Icon size={22} stroke={1.75} aria-hidden />
      <div>{children}</div>
    </div>
  );
}
