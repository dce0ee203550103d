import { escapeHtml } from '../cook.js';
import type { Refusal } from '../refusal.js';

/** Refusals of topic pages carry a page for people inside the JSON (fact 28). */
export function withPage(refused: Refusal, what = 'Oops! That page doesn’t exist or is private.'): Refusal {
  const body = typeof refused.body === 'object' && refused.body !== null ? refused.body : {};
  const html = `\n\n<div class="page-not-found">\n  <h1 class="title">${escapeHtml(what)}</h1>\n</div>\n`;
  return { ...refused, body: { ...body, extras: { title: 'Page Not Found', html, group: null } } };
}
