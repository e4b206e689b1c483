import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Catalogue } from '../i18n/en.ts';
import { type Language, LanguageProvider } from '../i18n/language.tsx';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { ApiError } from './api.ts';
import { CommandProvider } from './commands.tsx';
import { router } from './router.tsx';
import { SessionProvider } from './session.tsx';
import { theme } from './theme.ts';

/** What a refusal says stays true when asked again; only a missing server is worth asking twice. */
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => error instanceof ApiError && error.status === 0 && failures < 3,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

/** Given out with each page by the server; without it the Content-Security-Policy lets no style element in. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}

export function App(props: { readonly language: Language; readonly catalogue: Catalogue }): ReactNode {
  return (
    <MantineProvider theme={theme} defaultColorScheme="dark" getStyleNonce={styleNonce}>
      <LanguageProvider initial={props.language} catalogue={props.catalogue}>
        <QueryClientProvider client={queries}>
          <CommandProvider>
            <SessionProvider
              loading={<Loading />}
              failed={(error) => <Failure error={error} retry={() => location.reload()} />}
            >
              <RouterProvider router={router} />
            </SessionProvider>
          </CommandProvider>
        </QueryClientProvider>
      </LanguageProvider>
    </MantineProvider>
  );
}
