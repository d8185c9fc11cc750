/** Stars in place of secrets, as many as there were bytes: offsets stay true. Changes `bytes`. */
export function coverSecrets(bytes: Buffer, secrets: string[]): Buffer {
  for (const secret of secrets.filter(Boolean)) {
    const wanted = Buffer.from(secret);
    for (
      let at = bytes.indexOf(wanted);
      at >= 0;
      at = bytes.indexOf(wanted, at + wanted.length)
    ) {
      bytes.fill('*', at, at + wanted.length);
    }
  }
  return bytes;
}
