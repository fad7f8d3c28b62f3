/** What every shell has: the way past the navigation, the main region, the word about a lost network. */
import { type ReactNode, useSyncExternalStore } from 'react';
import { useWords } from '@/language';
import { Logo } from '@/ui';
import css from './shells.module.css';
import { layoutWords } from './words';

export interface Brand {
  name: string;
  tagline: string | null;
  logoUrl: string | null;
}

export function BrandMark({ brand }: { brand: Brand }) {
  return (
    <>
      {brand.logoUrl ? <img src={brand.logoUrl} alt="" /> : <Logo />}
      <span>
        <strong>{brand.name}</strong>
        {brand.tagline && <small>{brand.tagline}</small>}
      </span>
    </>
  );
}

export function SkipLink() {
  const w = useWords(layoutWords);
  return (
    <a className={css.skip} href="#contenu">
      {w.skip}
    </a>
  );
}

/** The main region. */
export function Main({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <main id="contenu" tabIndex={-1} className={className ?? css.main}>
      {children}
    </main>
  );
}

function subscribeNetwork(tell: () => void) {
  window.addEventListener('online', tell);
  window.addEventListener('offline', tell);
  return () => {
    window.removeEventListener('online', tell);
    window.removeEventListener('offline', tell);
  };
}

export function OfflineBar() {
  const w = useWords(layoutWords);
  const online = useSyncExternalStore(
    subscribeNetwork,
    () => navigator.onLine,
    () => true,
  );
  return (
    <div role="status" aria-live="polite">
      {!online && <p className={css.offline}>{w.offline}</p>}
    </div>
  );
}
