import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useWords } from '../i18n/language.tsx';
import type { PAGES } from './pages.ts';
import classes from './shell.module.css';

/** The ways to the pages, as many as there is room for; the rest open under one button, so that none is cut off. */
export function PageBar({ pages }: { readonly pages: readonly (typeof PAGES)[number][] }): ReactNode {
  const { say, language } = useWords();
  const { pathname } = useLocation();
  const bar = useRef<HTMLElement>(null);
  const [room, setRoom] = useState(pages.length);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words and other pages take another width
  useLayoutEffect(() => {
    const element = bar.current;
    if (!element) return;
    const measure = () => {
      const links = [...element.children] as HTMLElement[];
      const top = links[0]?.offsetTop ?? 0;
      // What did not fit was wrapped onto a line below, which nobody sees.
      const wrapped = links.findIndex(({ offsetTop }) => offsetTop > top);
      setRoom(wrapped < 0 ? links.length : wrapped);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [pages.length, language]);
  const rest = pages.slice(room);
  const isOpen = (to: string) => (to === '/' ? pathname === '/' : pathname.startsWith(to));
  return (
    <>
      <nav ref={bar} className={classes.pages} aria-label={say('app.navigation')}>
        {pages.map(({ to, word }, place) => (
          <Link
            key={to}
            to={to}
            className={classes.page ?? ''}
            activeProps={{ 'data-active': true }}
            activeOptions={{ exact: to === '/' }}
            {...(place >= room && { tabIndex: -1, 'aria-hidden': true })}
          >
            {say(word)}
          </Link>
        ))}
      </nav>
      {rest.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              size="compact-sm"
              variant="subtle"
              rightSection={<IconChevronDown size={14} aria-hidden />}
              data-active={rest.some(({ to }) => isOpen(to)) || undefined}
              className={classes.more ?? ''}
            >
              {say('app.morePages')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {rest.map(({ to, word }) => (
              <Menu.Item key={to} component={Link} to={to}>
                {say(word)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}
