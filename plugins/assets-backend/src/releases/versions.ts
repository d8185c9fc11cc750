import semver from 'semver';
import { versionUnfit } from './problems';

/** Those of PEP 440 that come in the order of semantic versions, as `dev` does not. */
const PYTHON_BEFORE =
  /^(a|alpha|b|beta|c|rc|pre|preview)([._-]?(0|[1-9]\d*))?$/i;

/** @throws where it is no semantic version, or a tag cannot bear its name */
export function assertVersion(version: string): void {
  if (semver.valid(version) !== version) {
    throw versionUnfit(version, 'it is no semantic version');
  }
  // As git check-ref-format has it, of what semantic versions may be.
  if (version.endsWith('.lock')) {
    throw versionUnfit(version, 'Git gives no tag such a name');
  }
}

/** @throws where Python would not install a package of this version */
export function assertPythonVersion(version: string): void {
  const before = semver.prerelease(version)?.join('.') ?? '';
  if (before && !PYTHON_BEFORE.test(before)) {
    throw versionUnfit(version, `Python has no pre-release '${before}'`);
  }
}
