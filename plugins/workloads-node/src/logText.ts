// Imports nothing: the supervisor of the local engine loads this file as it is.

/** Stars in place of secrets, as many as there were bytes: offsets stay true. Changes `bytes`. @public */
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

/** So few letters of a secret tell nothing, and may be there by chance. */
const TELLING = 4;

/** How many bytes at the end are of a secret that has not come whole yet. @public */
export function unfinishedSecret(bytes: Buffer, secrets: string[]): number {
  const lengths = secrets.map(text => {
    const secret = Buffer.from(text);
    let length = Math.min(secret.length - 1, bytes.length);
    while (
      length > 0 &&
      !bytes.subarray(-length).equals(secret.subarray(0, length))
    ) {
      length--;
    }
    return length < TELLING ? 0 : length;
  });
  return Math.max(0, ...lengths);
}

/** How many bytes at the start belong to a character that began before. @public */
export function brokenStart(bytes: Buffer): number {
  let count = 0;
  while (count < 3 && count < bytes.length && isContinuation(bytes[count]))
    count++;
  return count;
}

/** The length without a character at the end that has not come whole yet. @public */
export function wholeLength(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(4, bytes.length); back++) {
    const byte = bytes[bytes.length - back];
    if (isContinuation(byte)) continue;
    const length = lengthOfCharacter(byte);
    // A stretch that is no longer than one character has to end somewhere.
    return length > back && bytes.length > back
      ? bytes.length - back
      : bytes.length;
  }
  return bytes.length;
}

/** How many bytes a character has that begins with this one, see RFC 3629. */
function lengthOfCharacter(first: number): number {
  if (first >= 0xf0) return 4;
  if (first >= 0xe0) return 3;
  return first >= 0xc0 ? 2 : 1;
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte < 0xc0;
}
