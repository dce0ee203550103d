import type { AttemptEnd } from '../../ports/store.js';
import { DONE, GONE, readPost } from '../carrying.js';
import type { NamedCarrying } from '../naming.js';

const BEGIN = '<!-- hd -->';
const END = '<!-- /hd -->';
const OUR_BLOCK = /<!-- hd -->[\s\S]*?<!-- \/hd -->/;

/** Our block in the notice of a post; what others wrote around it is kept (design section 5). */
export async function carryOutNotice(carrying: NamedCarrying<'notice'>): Promise<AttemptEnd> {
  const { value } = carrying;
  const read = await readPost(carrying, value.post);
  if (!read || read.post.visibility === 'deleted' || read.post.visibility === 'deletedByAuthor') return GONE;
  const current = read.post.notice?.raw ?? '';
  const wanted = noticeWith(current, value.text);
  if (wanted === current) return DONE;
  await carrying.send((forum) => forum.setNotice(value.post, wanted));
  return DONE;
}

export function noticeWith(current: string, text: string): string {
  if (!OUR_BLOCK.test(current)) return text === '' ? current : [current.trimEnd(), blockOf(text)].filter(Boolean).join('\n\n');
  if (text !== '') return current.replace(OUR_BLOCK, () => blockOf(text));
  const [before = '', after = ''] = current.split(OUR_BLOCK);
  return [before.trim(), after.trim()].filter(Boolean).join('\n\n');
}

function blockOf(text: string): string {
  return `${BEGIN}\n${text}\n${END}`;
}
