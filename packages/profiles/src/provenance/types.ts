/** What came of a deed. @public */
export interface DeedProduct {
  kind: 'report' | 'sbom' | 'release' | 'deposit' | 'image';
  /** Such as `sbom.cdx.json`. */
  title: string;
  /** Where it has an address of its own. */
  iri?: string;
  /** Of its bytes, in hexadecimal digits. */
  sha256?: string;
}

/** Something that was done with a module, as it was recorded when it was done. @public */
export interface Deed {
  id: string;
  kind: 'check' | 'release' | 'register';
  /** ISO 8601, UTC. */
  startedAt?: string;
  endedAt: string;
  /** 40 hexadecimal digits. */
  commit?: string;
  /** Entity ref of the person in whose name it was done. */
  personRef: string;
  /** What did it, where that is a program. */
  runner?: string;
  /** Of a check. */
  outcome?: 'passed' | 'failed' | 'unclear';
  /** Of a release. */
  version?: string;
  made: DeedProduct[];
}
