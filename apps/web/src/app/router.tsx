import type { QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import { RoutePending } from './route-pending';
import { RouteProblem } from './route-problem';
import { RouteUnknown } from './route-unknown';
import { routeTree } from './routes';

/** The routes of the console under `/console`, with what they show while loading and when lost. */
export function createConsoleRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    basepath: '/console',
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingComponent: RoutePending,
    defaultErrorComponent: RouteProblem,
    defaultNotFoundComponent: RouteUnknown,
    scrollRestoration: true,
  });
}
