import { useMemo } from 'react';
import { useTranslate } from '../../../hooks/useTranslate';
import { siteName } from '../../shared/resources';
import styles from './Drawing.module.css';
import { HEIGHT, project, WIDTH } from './project';
import { siteAnchor, type PlacedSite } from './SiteMap';

/** A map whose sites lead to what the page says of them. */
export default function Drawing({ sites }: { sites: PlacedSite[] }) {
  const t = useTranslate();
  const { coast, points } = useMemo(
    () => project(sites.map(({ place }) => place)),
    [sites],
  );
  return (
    <div className={styles.map}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        <path d={coast} className={styles.land} />
      </svg>
      <ul className={styles.sites}>
        {sites.map((site, index) => {
          const { x, y } = points[index];
          const state = stateOf(site);
          const name = siteName(site.title, t);
          return (
            <li
              key={`${site.engine} ${site.siteId}`}
              style={{
                left: `${(100 * x) / WIDTH}%`,
                top: `${(100 * y) / HEIGHT}%`,
              }}
              className={x > WIDTH / 2 ? styles.left : undefined}
            >
              <a
                href={`#${siteAnchor(site.siteId)}`}
                aria-label={t('sites.map.site', {
                  site: name,
                  state: t(`sites.map.${state}`),
                })}
                onClick={event => {
                  event.preventDefault();
                  document.getElementById(siteAnchor(site.siteId))?.focus();
                }}
              >
                <span className={styles.dot} data-state={state} aria-hidden />
                <span className={styles.name}>{name}</span>
              </a>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** Told by its shape as well as by its colour. */
function stateOf({ nodes, free }: PlacedSite): 'free' | 'full' | 'silent' {
  if (nodes?.ready === 0) return 'silent';
  return free.cpuCores >= 1 ? 'free' : 'full';
}
