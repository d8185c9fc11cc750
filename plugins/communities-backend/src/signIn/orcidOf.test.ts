import { describe, expect, it } from 'vitest';
import { orcidOf } from './orcidOf';

const identity = (issuer: string, subject: string) => ({
  ...{ id: '', issuer, subject },
});

describe('the ORCID iD of a person', () => {
  it('is what ORCID itself calls them, and nobody else', () => {
    const iD = '0000-0001-2345-678X';
    const other = identity('https://idp.example.org', iD);
    const like = identity('https://orcid.org.example.org/', iD);
    expect(orcidOf([other, like])).toBeUndefined();
    expect(orcidOf([other, identity('https://orcid.org', iD)])).toBe(iD);
    expect(orcidOf([identity('https://orcid.org', 'ada')])).toBeUndefined();
  });
});
