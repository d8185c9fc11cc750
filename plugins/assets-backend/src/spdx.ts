import spdxLicenses from 'spdx-license-list';

const ids = new Map(
  Object.keys(spdxLicenses).map(id => [id.toLowerCase(), id]),
);

/** A licence as SPDX writes it, where it is one of SPDX's; else as it is. */
export function asSpdx(license: string): string {
  return ids.get(license.toLowerCase()) ?? license;
}
