import { cook, escapeHtml } from './cook.js';
import { acceptedPost, findCategory, findTopic, userOf } from './lookups.js';
import { canSeeTopic } from './permissions.js';
import type { Post, SandboxState, Topic } from './state.js';
import { streamOf } from './topic-json.js';

/** Pages for a person who wants to look: what somebody who is not signed in may read. No messages, no scripts. */
export function topicListPage(state: SandboxState): string {
  const topics = state.topics
    .filter((topic) => topic.archetype === 'regular' && topic.visible && canSeeTopic(state, null, topic))
    .sort((a, b) => (a.bumpedAt < b.bumpedAt ? 1 : -1));
  const rows = topics.map((topic) => topicRow(state, topic)).join('\n');
  const list =
    rows === ''
      ? '<p>Nobody has asked anything yet.</p>'
      : `<table><thead><tr><th>Topic</th><th>Category</th><th>Posts</th><th>Last activity</th></tr></thead><tbody>${rows}</tbody></table>`;
  return page(state, 'Topics', `<h1>${escapeHtml(state.title)}</h1>\n${list}`);
}

/** Null: no such topic, or not for everybody. */
export function topicPage(state: SandboxState, id: number): string | null {
  const topic = findTopic(state, id);
  if (!topic || topic.archetype !== 'regular' || !canSeeTopic(state, null, topic)) return null;
  const posts = streamOf(state, null, topic).map((post) => postArticle(state, topic, post));
  return page(
    state,
    topic.title,
    `<p><a href="/">All topics</a></p>
<h1>${escapeHtml(topic.title)}</h1>
<p class="facts">${factsOf(state, topic)}</p>
${posts.join('\n')}`,
  );
}

function topicRow(state: SandboxState, topic: Topic): string {
  const category = findCategory(state, topic.categoryId)?.name ?? '';
  const count = streamOf(state, null, topic).length;
  return `<tr><td><a href="/t/${topic.id}">${escapeHtml(topic.title)}</a> ${labels(state, topic)}</td><td>${escapeHtml(category)}</td><td>${count}</td><td>${time(topic.bumpedAt)}</td></tr>`;
}

function factsOf(state: SandboxState, topic: Topic): string {
  const category = findCategory(state, topic.categoryId)?.name ?? 'no category';
  const to = topic.assignment?.userId;
  const assigned = to === null || to === undefined ? '' : ` · assigned to ${escapeHtml(userOf(state, to).name)}`;
  return `${escapeHtml(category)} ${labels(state, topic)}${assigned}`;
}

function labels(state: SandboxState, topic: Topic): string {
  const words = [...topic.tags, ...(acceptedPost(state, topic) ? ['solved'] : []), ...(topic.closed ? ['closed'] : [])];
  return words.map((word) => `<span class="label">${escapeHtml(word)}</span>`).join(' ');
}

function postArticle(state: SandboxState, topic: Topic, post: Post): string {
  const author = userOf(state, post.userId);
  if (post.type === 3) {
    const what = `${post.actionCode ?? 'action'}${post.actionWho ? ` ${post.actionWho}` : ''}`;
    return `<p class="action" id="post_${post.number}">${time(post.createdAt)} ${escapeHtml(author.name)}: ${escapeHtml(what.replaceAll('_', ' '))} ${cook(post.raw).replace(/<\/?p>/g, '')}</p>`;
  }
  const isAnswer = acceptedPost(state, topic)?.id === post.id;
  const isStatus = author.moderator && post.raw.includes('<!-- hd1-');
  const notice = post.notice === null ? '' : `<div class="notice">${cook(post.notice)}</div>`;
  const text = post.hidden ? '<p>This post is hidden.</p>' : cook(post.raw);
  const kind = isStatus ? 'status' : isAnswer ? 'answer' : '';
  return `<article class="${kind}" id="post_${post.number}"><header><strong>${escapeHtml(author.name)}</strong> <span>@${escapeHtml(author.username)}</span> ${time(post.createdAt)}${isAnswer ? ' · accepted answer' : ''}${post.version > 1 ? ` · edited (version ${post.version})` : ''}</header>${notice}${text}</article>`;
}

function time(at: string): string {
  return `<time datetime="${at}">${at.slice(0, 10)} ${at.slice(11, 19)}</time>`;
}

function page(state: SandboxState, title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} – ${escapeHtml(state.title)} (sandbox forum)</title>
<style>${STYLE}</style></head>
<body><p class="banner">Sandbox forum: a stand-in for trying things out. All people are invented.</p><main>
${body}
</main></body></html>
`;
}

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#222;background:#fff}
main{max-width:60rem;margin:0 auto;padding:1rem}
.banner{margin:0;padding:.4rem 1rem;background:#eef2f5;font-size:.85rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #ddd;vertical-align:top}
article{border:1px solid #ccc;border-radius:4px;padding:.6rem 1rem;margin:.8rem 0;overflow-wrap:anywhere}
article.answer{border-left:5px solid #2e7d32}article.status{border-left:5px solid #1565c0;background:#f3f8fd}
header{font-size:.9rem;color:#555}header strong{color:#222}.action{font-size:.85rem;color:#555}
.notice{background:#fff8e1;border:1px solid #e6d58a;padding:.2rem .8rem;margin:.5rem 0}
.label{background:#e8e8e8;border-radius:3px;padding:0 .4rem;font-size:.8rem}.facts{color:#555}`;
