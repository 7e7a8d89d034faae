import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createQueryClient } from './query-client';
import { createConsoleRouter } from './router';
import { theme } from './theme/theme';

const queryClient = createQueryClient(() => void router.invalidate());
const router = createConsoleRouter(queryClient);

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

/** Everything that every screen stands in. */
export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <Notifications position="bottom-right" containerWidth={420} />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
