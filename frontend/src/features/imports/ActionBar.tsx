import { type ReactNode, useEffect, useRef } from 'react';
import css from './imports.module.css';

/** What comes next, always in sight at the foot. */
export function ActionBar({
  sentence,
  label,
  children,
}: {
  sentence: ReactNode;
  label?: string;
  children: ReactNode;
}) {
  const bar = useRef<HTMLElement>(null);
  useFoot(bar);
  return (
    <section ref={bar} className={css.bar} aria-label={label}>
      <div>{sentence}</div>
      {children}
    </section>
  );
}

/** Messages stand above the bar, however high its sentence makes it. */
function useFoot(bar: React.RefObject<HTMLElement | null>) {
  useEffect(() => {
    const { style } = document.documentElement;
    const watch = new ResizeObserver(() =>
      style.setProperty('--foot', `${bar.current?.offsetHeight ?? 0}px`),
    );
    if (bar.current) watch.observe(bar.current);
    return () => {
      watch.disconnect();
      style.removeProperty('--foot');
    };
  }, [bar]);
}
