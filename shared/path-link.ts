/** A path of the forum as a link in a text: the bare path is none, it stays plain text in the forum and in its mails. */
export function pathLink(path: string): string {
  return `[${path}](${path})`;
}
