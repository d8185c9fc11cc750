import { geoMercator, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import land from 'world-atlas/land-110m.json';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { SitePlace } from '@astrolabe/plugin-workloads-common';

export const WIDTH = 800;
export const HEIGHT = 360;
/** Around the sites, so that coasts can be recognized. */
const MARGIN = 70;
/** In degrees: a single site is shown with so much of the earth around it. */
const LEAST = 8;
/** Beyond it Mercator's map has no end. */
const HIGHEST = 80;

const world = land as unknown as Topology<{ land: GeometryCollection }>;
const continents = feature(world, world.objects.land);

/** Coastlines around some places as the path of an SVG, and where in it the places are. */
export function project(places: SitePlace[]): {
  coast: string;
  points: { x: number; y: number }[];
} {
  const around = places.flatMap(({ latitude, longitude }) =>
    [-LEAST, LEAST].map(by => [
      longitude + by,
      Math.max(-HIGHEST, Math.min(HIGHEST, latitude + by / 2)),
    ]),
  );
  const projection = geoMercator()
    .fitExtent(
      [
        [MARGIN, MARGIN],
        [WIDTH - MARGIN, HEIGHT - MARGIN],
      ],
      { type: 'MultiPoint', coordinates: around },
    )
    .clipExtent([
      [0, 0],
      [WIDTH, HEIGHT],
    ]);
  return {
    coast: geoPath(projection).digits(1)(continents) ?? '',
    points: places.map(({ latitude, longitude }) => {
      const [x, y] = projection([longitude, latitude]) ?? [0, 0];
      return { x, y };
    }),
  };
}
