/**
 * Installed where there is no uv. Changed by hand, after trying: the hashes are
 * those of `pip download --no-deps --only-binary :all: --platform … uv==…` and
 * `pip hash`, for each platform.
 *
 * @public
 */
export const UV_VERSION = '0.9.9';

const UV_SHA256 = {
  manylinux_2_17_x86_64:
    'afdd00ddc25e12ed756e069090011ca55f127753e1192e51f45fa288a024f3df',
  manylinux_2_28_aarch64:
    '4f2e2a818ce64b917aada5a752a92bc5665ed90f3ac1348689c4d92abe4af3f5',
  musllinux_1_1_x86_64:
    '1263f03571f3fda44061862c14b92c992102d03f5e1015f3886d9252f9436d60',
  // This one is also for glibc before 2.28.
  musllinux_1_1_aarch64:
    '036e8d38f87ffbebcd478e6b61a2c4f8733f77fbdf34140b78e0f5ab238810cf',
  macosx_10_12_x86_64:
    '7ea663b3e5e5b20a17efbc6c7f8db602abf72447d7cced0882a0dff71c2de1ef',
  macosx_11_0_arm64:
    'e8303e17b7d2a2dc65ebc4cc65cc0b2be493566b4f7421279b008ecb10adfc5f',
};

/**
 * The text of a requirements file for uv: pip takes hashes from a file alone.
 *
 * @public
 */
export function uvRequirement(): string {
  const hashes = Object.values(UV_SHA256).map(hash => `--hash=sha256:${hash}`);
  return `uv==${UV_VERSION} ${hashes.join(' ')}\n`;
}
