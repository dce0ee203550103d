/**
 * Loads the page of a ticket again and puts in what is new: where the reader is on the page, what she has opened and where the
 * keyboard is stay. Without scripts the page loads again as a whole.
 */
export const reloadScript = `'use strict';
let last = '';
const seconds = Number(document.currentScript.dataset.seconds);
async function follow() {
  if (document.hidden) return;
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => null);
  if (!answer || !answer.ok) return;
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const [now, then] = [document.querySelector('main'), next.querySelector('main')];
  if (!now || !then || last === then.innerHTML) return;
  last = then.innerHTML;
  for (const open of now.querySelectorAll('details[id]')) {
    const same = next.getElementById(open.id);
    if (same) same.open = open.open;
  }
  const focused = document.activeElement && now.contains(document.activeElement) ? placeOf(document.activeElement) : null;
  now.replaceChildren(...then.childNodes);
  if (focused) (document.querySelector(focused) || now).focus({ preventScroll: true });
  document.title = next.title;
}
function placeOf(element) {
  const holder = element.closest('[id]');
  if (!holder || !holder.closest('main')) return 'main';
  const name = '#' + CSS.escape(holder.id);
  if (holder === element) return name;
  const link = element.getAttribute('href');
  return link === null ? name + ' ' + element.localName : name + ' a[href="' + CSS.escape(link) + '"]';
}
setInterval(() => void follow(), seconds * 1000);
`;
