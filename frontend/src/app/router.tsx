import { QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import { Problem, Unreachable } from '@/api';
import { Loading } from '@/ui';
import { arrive, depart } from './arrival';
import { FailedPage, LostPage } from './pages/Lost';
import { routeTree } from './routeTree.gen';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 20_000,
      // Only what may pass by itself is asked again: an absent network, a server that says "later".
      retry: (count, error) =>
        count < 2 && (error instanceof Unreachable || (error instanceof Problem && error.status === 503)),
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPendingComponent: Loading,
  defaultNotFoundComponent: LostPage,
  defaultErrorComponent: FailedPage,
  scrollRestoration: true,
});

// The first page has the browser's own focus: nobody came from anywhere.
router.subscribe('onBeforeNavigate', depart);
router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
  if (fromLocation && pathChanged) arrive();
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
