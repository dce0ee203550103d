/** A line of a mail program is never longer; what is longer was written by a person. */
const LONGEST = 300;
const MOST_LINES = 3;

const SEPARATORS = ['original message', 'forwarded message', 'ursprüngliche nachricht', 'originalnachricht', 'weitergeleitete nachricht'];
const FROM = ['from:', 'von:'];
const SENT = ['sent:', 'date:', 'gesendet:', 'datum:'];

/** Whether the quoted mail, to which this post answers, begins at this line: what follows was written by somebody else. */
export function isMailQuoteAt(lines: readonly string[], index: number): boolean {
  const line = plain(lines[index]);
  return isSeparator(line) || isAttribution(lines, index) || isHeader(lines, index);
}

/** `-----Original Message-----` */
function isSeparator(line: string): boolean {
  return line.startsWith('--') && line.endsWith('--') && SEPARATORS.includes(line.replaceAll('-', '').trim());
}

/** `On Monday, Anna wrote:` or `Am Montag schrieb Anna:`, which mail programs break into up to three lines. */
function isAttribution(lines: readonly string[], index: number): boolean {
  const first = plain(lines[index]);
  if (!first.startsWith('on ') && !first.startsWith('am ')) return false;
  let joined = '';
  for (const line of lines.slice(index, index + MOST_LINES)) {
    joined = `${joined} ${plain(line)}`.trim();
    if (joined.length > LONGEST || plain(line) === '') return false;
    if (joined.startsWith('on ') && joined.endsWith(' wrote:')) return true;
    if (joined.startsWith('am ') && joined.includes(' schrieb') && joined.endsWith(':')) return true;
  }
  return false;
}

/** `From: …` and soon after it `Sent: …`. */
function isHeader(lines: readonly string[], index: number): boolean {
  if (!FROM.some((word) => plain(lines[index]).startsWith(word))) return false;
  return lines.slice(index + 1, index + 1 + MOST_LINES).some((line) => SENT.some((word) => plain(line).startsWith(word)));
}

function plain(line: string | undefined): string {
  return (line ?? '')
    .slice(0, LONGEST + 1)
    .replaceAll('*', '')
    .trim()
    .toLowerCase();
}
