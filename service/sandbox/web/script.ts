import { createHash } from 'node:crypto';

/**
 * Brings what is new every two seconds. A part with text that was not sent, or with a field in use, is left alone; focus and opened
 * details stay where they are. Everything works without it.
 */
export const script = `(() => {
  const address = document.querySelector('main').dataset.refresh;
  const news = document.getElementById('news');
  const focusable = 'a, button, input:not([type=hidden]), select, textarea, summary';
  const nameOf = (node) => node.getAttribute('aria-label') || node.getAttribute('href') || node.textContent;
  const plain = (node) => node.outerHTML.replace(/name="once" value="[^"]*"/g, '');
  const known = new Map();
  document.querySelectorAll('[data-live], [data-live-list] > [id]').forEach((node) => known.set(node.id, plain(node)));

  const isChanged = (field) => {
    if (field.type === 'hidden') return false;
    if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked;
    if (field.tagName !== 'SELECT') return field.value !== field.defaultValue;
    const usual = [...field.options].findIndex((option) => option.defaultSelected);
    return field.selectedIndex !== Math.max(usual, 0);
  };
  const isInUse = (node) =>
    node.querySelector('[data-kept]') !== null ||
    (node.contains(document.activeElement) && /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) ||
    [...node.querySelectorAll('input, select, textarea')].some(isChanged);

  const replace = (old, fresh) => {
    const focused = [...old.querySelectorAll(focusable)].indexOf(document.activeElement);
    const name = focused < 0 ? '' : nameOf(document.activeElement);
    old.querySelectorAll('details[open]').forEach((details) => {
      const same = details.id && fresh.querySelector('#' + CSS.escape(details.id));
      if (same) same.open = true;
    });
    old.replaceWith(fresh);
    if (focused >= 0) {
      const places = [...fresh.querySelectorAll(focusable)];
      const place = places.find((one) => nameOf(one) === name) || places[Math.min(focused, places.length - 1)];
      if (place) place.focus({ preventScroll: true });
    }
  };
  const renew = (old, fresh) => {
    const text = plain(fresh);
    if (known.get(fresh.id) === text || isInUse(old)) return;
    known.set(fresh.id, text);
    replace(old, document.importNode(fresh, true));
  };
  const renewList = (old, fresh) => {
    let added = 0;
    let before = null;
    for (const child of fresh.children) {
      const present = old.querySelector(':scope > #' + CSS.escape(child.id));
      if (present) renew(present, child);
      else {
        known.set(child.id, plain(child));
        old.insertBefore(document.importNode(child, true), before ? before.nextElementSibling : old.firstElementChild);
        added += 1;
      }
      before = document.getElementById(child.id);
    }
    for (const child of [...old.children]) {
      if (!fresh.querySelector(':scope > #' + CSS.escape(child.id)) && !isInUse(child)) child.remove();
    }
    if (added > 0 && news) news.textContent = added === 1 ? 'One post is new.' : added + ' posts are new.';
  };

  const refresh = async () => {
    const response = await fetch(address, { headers: { Accept: 'text/html' }, cache: 'no-store' });
    if (!response.ok) throw new Error(String(response.status));
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    for (const fresh of page.querySelectorAll('[data-live], [data-live-list]')) {
      const old = document.getElementById(fresh.id);
      if (!old) continue;
      if (fresh.hasAttribute('data-live-list')) renewList(old, fresh);
      else renew(old, fresh);
    }
  };
  const lost = 'This page does not answer any more: it may be gone, or the forum has ended.';
  const again = () =>
    (document.hidden ? Promise.resolve() : refresh())
      .then(() => {
        if (news && news.textContent === lost) news.textContent = '';
      })
      .catch(() => {
        if (news && news.textContent !== lost) news.textContent = lost;
      })
      .then(() => setTimeout(again, 2000));
  if (address && document.querySelector('[data-live], [data-live-list]')) setTimeout(again, 2000);

  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-insert]');
    const field = document.querySelector('#reply textarea');
    if (!link || !field || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const text = link.dataset.insert;
    const gap = field.value === '' || text === '' || field.value.endsWith('\\n') ? '' : text.includes('\\n') ? '\\n\\n' : ' ';
    field.value += gap + text;
    const to = document.querySelector('#reply select');
    if (to && link.dataset.to) {
      if (![...to.options].some((option) => option.value === link.dataset.to)) to.add(new Option('post ' + link.dataset.to, link.dataset.to));
      to.value = link.dataset.to;
    }
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  });
})();`;

/** Lets this script run and no other one. */
export const scriptHash = `sha256-${createHash('sha256').update(script).digest('base64')}`;
