import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { auditSearch } from '../features/audit/audit.search';
import { clientsSearch } from '../features/clients/clients.search';
import { environmentsQuery } from '../features/environments/environments.query';
import { presentEnvironment } from '../features/environments/present-environment';
import { flagSearch } from '../features/flags/details/flag.search';
import { flagListSearch } from '../features/flags/list/flag-list.search';
import { promotionSearch } from '../features/promotion/promotion.search';
import { usageSearch } from '../features/usage/environment/usage.search';
import { sessionQuery } from '../features/session/session.query';
import { Shell } from './shell/shell';

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({});

/** Pages for those who are not logged in; whoever is goes where they wanted to go. */
const door = createRoute({
  getParentRoute: () => root,
  id: 'door',
  validateSearch: ({ next }: Record<string, unknown>): { next?: string } =>
    isOwnPath(next) ? { next } : {},
  beforeLoad: async ({ context, search }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (session !== null) redirect({ to: search.next ?? '/', throw: true });
  },
});

const login = createRoute({
  getParentRoute: () => door,
  path: '/login',
  component: lazyRouteComponent(() => import('../features/session/log-in.page'), 'LogInPage'),
});

const register = createRoute({
  getParentRoute: () => door,
  path: '/register',
  component: lazyRouteComponent(() => import('../features/session/register.page'), 'RegisterPage'),
});

/** Pages for those who are logged in; others log in first and come back. */
const house = createRoute({
  getParentRoute: () => root,
  id: 'house',
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    return { session: session ?? logInFirst(location.href) };
  },
  loader: ({ context }) => context.queryClient.ensureQueryData(environmentsQuery),
  component: Shell,
});

const home = createRoute({
  getParentRoute: () => house,
  path: '/',
  beforeLoad: async ({ context }) => {
    const { items } = await context.queryClient.ensureQueryData(environmentsQuery);
    const env = presentEnvironment(items.map(({ name }) => name));
    redirect({ to: '/env/$env/flags', params: { env }, throw: true });
  },
});

const flags = createRoute({
  getParentRoute: () => house,
  path: '/env/$env/flags',
  validateSearch: flagListSearch,
  component: lazyRouteComponent(
    () => import('../features/flags/list/flag-list.page'),
    'FlagListPage',
  ),
});

/** Not below `/flags`, where every name may be a flag's key. */
const newFlag = createRoute({
  getParentRoute: () => house,
  path: '/env/$env/new-flag',
  validateSearch: ({ key }: Record<string, unknown>): { key?: string } =>
    typeof key === 'string' && key !== '' ? { key } : {},
  component: lazyRouteComponent(
    () => import('../features/flags/form/new-flag.page'),
    'NewFlagPage',
  ),
});

const flag = createRoute({
  getParentRoute: () => house,
  path: '/env/$env/flags/$key',
  validateSearch: flagSearch,
  component: lazyRouteComponent(() => import('../features/flags/details/flag.page'), 'FlagPage'),
});

const editFlag = createRoute({
  getParentRoute: () => house,
  path: '/env/$env/flags/$key/edit',
  component: lazyRouteComponent(
    () => import('../features/flags/form/edit-flag.page'),
    'EditFlagPage',
  ),
});

const usage = createRoute({
  getParentRoute: () => house,
  path: '/env/$env/usage',
  validateSearch: usageSearch,
  component: lazyRouteComponent(
    () => import('../features/usage/environment/usage.page'),
    'UsagePage',
  ),
});

const clients = createRoute({
  getParentRoute: () => house,
  path: '/env/$env/clients',
  validateSearch: clientsSearch,
  component: lazyRouteComponent(() => import('../features/clients/clients.page'), 'ClientsPage'),
});

const contexts = createRoute({
  getParentRoute: () => house,
  path: '/env/$env/usage/contexts',
  component: lazyRouteComponent(
    () => import('../features/contexts/recent-contexts.page'),
    'RecentContextsPage',
  ),
});

const promote = createRoute({
  getParentRoute: () => house,
  path: '/promote',
  validateSearch: promotionSearch,
  component: lazyRouteComponent(
    () => import('../features/promotion/promotion.page'),
    'PromotionPage',
  ),
});

const audit = createRoute({
  getParentRoute: () => house,
  path: '/audit',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('../features/audit/audit.page'), 'AuditPage'),
});

const account = createRoute({
  getParentRoute: () => house,
  path: '/account',
  component: lazyRouteComponent(() => import('../features/session/account.page'), 'AccountPage'),
});

export const routeTree = root.addChildren([
  door.addChildren([login, register]),
  house.addChildren([
    home,
    flags,
    newFlag,
    flag,
    editFlag,
    usage,
    clients,
    contexts,
    promote,
    audit,
    account,
  ]),
]);

/** Leaves for the door, from which `next` is where to come back to. */
function logInFirst(next: string): never {
  redirect({ to: '/login', search: { next }, throw: true });
  throw new Error('A redirect has thrown already.');
}

/** Only a path of this console is followed after a log-in: an address from outside could lead anywhere. */
function isOwnPath(next: unknown): next is string {
  return typeof next === 'string' && /^\/(?!\/)/.test(next);
}
