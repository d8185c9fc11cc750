import { authorOf, type Asset } from '@astrolabe/plugin-assets-common';
import { ExternalLink } from '@astrolabe/ui';
import { Fragment } from 'react';

/** Who has made it; who has an ORCID iD is told from others by it. */
export function Authors({ asset }: { asset: Asset }) {
  const authors = (asset.spec.authors ?? []).map(authorOf);
  return (
    <>
      {authors.map(({ name, orcid, affiliation }, at) => (
        <Fragment key={`${at} ${name}`}>
          {at > 0 && ', '}
          {orcid ? (
            <ExternalLink href={`https://orcid.org/${orcid}`}>
              {name}
            </ExternalLink>
          ) : (
            name
          )}
          {affiliation && ` (${affiliation})`}
        </Fragment>
      ))}
    </>
  );
}
