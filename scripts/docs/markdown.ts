/** First line of every generated page. */
export const GENERATED = '<!-- Made by `npm run docs`; changes here are lost. -->';

/** A table; line ends and bars in cells are made harmless. */
export function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cellOf).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function cellOf(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').replace(/(?<!\\)\|/g, '\\|');
}

export function code(text: string): string {
  // A code mark inside needs a longer one outside.
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}
