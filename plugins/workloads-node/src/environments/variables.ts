/**
 * Numeric libraries begin as many threads as the machine has cores, unless they
 * are told how many are theirs.
 *
 * @public
 */
export function threadVariables(cpuCores: number): Record<string, string> {
  const threads = String(Math.max(1, Math.ceil(cpuCores)));
  return {
    OMP_NUM_THREADS: threads,
    OPENBLAS_NUM_THREADS: threads,
    MKL_NUM_THREADS: threads,
    NUMEXPR_MAX_THREADS: threads,
  };
}
