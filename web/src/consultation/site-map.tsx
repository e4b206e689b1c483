import type { SiteBody, SiteFlow, SiteRegister } from '@garita/api';
import { useQuery } from '@tanstack/react-query';
import { geoGraticule10, geoMercator, geoPath } from 'd3-geo';
import { type ReactNode, useMemo } from 'react';
import { feature, mesh } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import atlas from 'world-atlas/countries-50m.json?url';
import { useWords } from '../i18n/language.tsx';
import classes from './site-map.module.css';

const WIDTH = 960;
const HEIGHT = 560;
const MARGIN = 70;
/** Degrees around a single place, so that its surroundings are seen. */
const AROUND = 6;
/** Told apart by shape as well as by colour, in the order of the register's operators. */
const SHAPES = ['circle', 'square', 'triangle', 'diamond'] as const;
const COLOURS = ['accent', 'attention', 'note', 'good'] as const;

/** Sites by operator on a map that is drawn here: no tile of another server, so nobody learns who looks at what. */
export function SiteMap(props: {
  readonly register: SiteRegister;
  readonly flow: ReadonlyMap<string, SiteFlow>;
  readonly chosen: string | undefined;
  readonly choose: (site: string) => void;
}): ReactNode {
  const { say, language } = useWords();
  const { register, flow, chosen, choose } = props;
  const { data: world } = useQuery({
    queryKey: ['atlas'],
    // Natural Earth, public domain, by world-atlas (ISC).
    queryFn: async () => (await (await fetch(atlas)).json()) as Topology,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const placed = register.sites.filter((site) => site.place !== null);
  const drawing = useMemo(() => drawingOf(placed), [placed]);
  const shapes = useMemo(() => {
    const countries = world?.objects.countries;
    if (!world || !countries) return undefined;
    const path = geoPath(drawing);
    return {
      land: path(feature(world, countries)) ?? '',
      borders: path(mesh(world, countries as Parameters<typeof mesh>[1], (a, b) => a !== b)) ?? '',
      graticule: path(geoGraticule10()) ?? '',
    };
  }, [world, drawing]);
  const operatorOf = (site: SiteBody) =>
    Math.max(
      0,
      register.operators.findIndex(({ id }) => id === site.operator),
    );
  return (
    <figure className={classes.figure}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot hold a drawing. */}
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={classes.map} role="group" aria-label={say('overview.map')}>
        {shapes && (
          <>
            <path d={shapes.graticule} className={classes.graticule} />
            <path d={shapes.land} className={classes.land} />
            <path d={shapes.borders} className={classes.borders} />
          </>
        )}
        {placed.map((site) => {
          const place = site.place && drawing([site.place.longitude, site.place.latitude]);
          if (!place) return null;
          const operator = operatorOf(site);
          const isLive = site.lanes.some(({ state }) => state === 'live');
          const admitted = flow.get(site.id)?.admittedLastHour ?? 0;
          const label = `${site.name[language]}: ${isLive ? say('overview.hour', { count: admitted }) : say('overview.planned')}`;
          return (
            // biome-ignore lint/a11y/useSemanticElements: a button element cannot stand inside a drawing.
            <g
              key={site.id}
              className={classes.site}
              transform={`translate(${place[0]}, ${place[1]})`}
              data-live={isLive}
              data-chosen={chosen === site.id || undefined}
              role="button"
              tabIndex={0}
              aria-pressed={chosen === site.id}
              aria-label={label}
              onClick={() => choose(site.id)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' && event.key !== ' ') return;
                event.preventDefault();
                choose(site.id);
              }}
            >
              <title>{label}</title>
              <circle r="16" className={classes.target} />
              <Mark operator={operator} />
              {isLive && (
                <text x="14" y="5">
                  {site.name[language]}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <figcaption>
        {register.operators.map((operator, index) => (
          <span key={operator.id}>
            <svg viewBox="-10 -10 20 20" width="18" height="18" aria-hidden="true">
              <Mark operator={index} />
            </svg>
            {operator.name[language]}
          </span>
        ))}
        <span className={classes.hollow}>{say('overview.hollow')}</span>
        <span className={classes.source}>{say('overview.source')}</span>
      </figcaption>
    </figure>
  );
}

function Mark({ operator }: { readonly operator: number }): ReactNode {
  const colour = `var(--g-${COLOURS[operator % COLOURS.length]})`;
  const shape = SHAPES[operator % SHAPES.length];
  const style = { '--mark': colour } as React.CSSProperties;
  if (shape === 'circle') return <circle r="7" className={classes.mark} style={style} />;
  if (shape === 'square')
    return <rect x="-6.5" y="-6.5" width="13" height="13" className={classes.mark} style={style} />;
  const points = shape === 'triangle' ? '0,-8 8,6 -8,6' : '0,-9 9,0 0,9 -9,0';
  return <polygon points={points} className={classes.mark} style={style} />;
}

function drawingOf(placed: readonly SiteBody[]) {
  const places = placed.flatMap(({ place }) => (place ? [[place.longitude, place.latitude] as [number, number]] : []));
  const [first = [0, 0]] = places;
  const around: [number, number][] =
    places.length > 1
      ? places
      : [
          [first[0] - AROUND, first[1] - AROUND],
          [first[0] + AROUND, first[1] + AROUND],
        ];
  return geoMercator().fitExtent(
    [
      [MARGIN, MARGIN],
      [WIDTH - MARGIN, HEIGHT - MARGIN],
    ],
    { type: 'MultiPoint', coordinates: around },
  );
}
