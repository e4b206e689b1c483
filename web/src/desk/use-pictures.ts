import type { PictureBody } from '@garita/api';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { CasePictures } from './case-pictures.ts';
import type { LoadedView } from './loaded-view.ts';
import { casePictures, forgetCase, tidyPictures } from './prefetch.ts';

export interface Pictures {
  readonly picture: PictureBody | undefined;
  readonly views: readonly LoadedView[];
  readonly error: unknown;
  /** Ask again for what failed. */
  again(): void;
}

const NONE: readonly LoadedView[] = [];
const none = () => () => {};

/** The pictures of a scan, small ones first; the full ones are fetched for as long as somebody looks. */
export function usePictures(scan: string | undefined): Pictures {
  const [found, setFound] = useState<{
    readonly scan: string;
    readonly case?: CasePictures;
    readonly error?: unknown;
  }>();
  const [asked, setAsked] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again, the same scan is fetched anew
  useEffect(() => {
    if (scan === undefined) return;
    let gone = false;
    let letGo: (() => void) | undefined;
    casePictures(scan).then(
      (pictures) => {
        if (gone) return;
        setFound({ scan, case: pictures });
        letGo = pictures.hold();
      },
      (error: unknown) => !gone && setFound({ scan, error }),
    );
    return () => {
      gone = true;
      letGo?.();
      void tidyPictures();
    };
  }, [scan, asked]);
  const here = found?.scan === scan ? found : undefined;
  const pictures = here?.case;
  const views = useSyncExternalStore(pictures?.subscribe ?? none, pictures?.snapshot ?? (() => NONE));
  return {
    picture: pictures?.picture,
    views,
    error: here?.error,
    again: () => {
      if (pictures) void pictures.again();
      else if (scan !== undefined) {
        forgetCase(scan);
        setFound(undefined);
        setAsked((count) => count + 1);
      }
    },
  };
}
