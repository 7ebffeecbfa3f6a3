/** `SHA256SUMS`, as `sha256sum` writes and checks it: digest, two spaces (or space and star), path. */

/** Digest by path; lines that are none are passed over. */
export function parseSums(text: string): ReadonlyMap<string, string> {
  const sums = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, digest, path] = /^([0-9a-f]{64}) [ *](?:\.\/)?(.+?)\r?$/i.exec(line) ?? [];
    if (digest !== undefined && path !== undefined)
      sums.set(path.replaceAll('\\', '/'), digest.toLowerCase());
  }
  return sums;
}

export function formatSums(files: readonly { readonly path: string; readonly sha256: string }[]): string {
  return files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('');
}
