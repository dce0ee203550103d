/** A small part of what the forum makes of a post's raw text: enough to read it, and comments are stripped (fact 9). */
export function cook(raw: string): string {
  return raw
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/\[\/?(?:details|quote)(?:=[^\]]*)?\]/g, '')
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map(cookBlock)
    .join('\n');
}

export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** The first words of a post, as lists and the accepted answer show them. */
export function excerptOf(raw: string): string {
  const text = cook(raw)
    .replace(/<[^>]+>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return text.length > 220 ? `${text.slice(0, 220)}&hellip;` : text;
}

function cookBlock(block: string): string {
  const lines = block.split('\n');
  const bullets = lines.every((line) => /^[-*] /.test(line));
  if (bullets) return `<ul>\n${lines.map((line) => `<li>${inline(line.slice(2))}</li>`).join('\n')}\n</ul>`;
  if (lines.every((line) => /^\d+\. /.test(line))) {
    return `<ol>\n${lines.map((line) => `<li>${inline(line.replace(/^\d+\. /, ''))}</li>`).join('\n')}\n</ol>`;
  }
  return `<p>${lines.map(inline).join('<br>\n')}</p>`;
}

function inline(text: string): string {
  return escapeHtml(text)
    .replace(/\[([^\]]+)\]\(((?:https?:\/|\/)[^\s)]*)\)/g, '<a href="$2">$1</a>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/(^|[^*])\*([^*]+)\*/g, '$1<em>$2</em>');
}
