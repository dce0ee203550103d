import I18n, { i18n } from "discourse-i18n";

const WORDS = [
  "desk",
  "expert",
  "experts",
  "asker",
  "member",
  "members",
  "facilitator",
  "facilitators",
  "community",
  "officialAnswer",
  "question",
];

/**
 * A sentence of ours in the reader's language, with the community's own words.
 *
 * @param {string} key
 * @param {{ words?: Record<string, string> } & Record<string, unknown>} [options]
 * @returns {string}
 */
export function say(key, { words, ...options } = {}) {
  return i18n(`hybrid_desk.pages.${key}`, { ...wordsOf(words), ...options });
}

function wordsOf(own = {}) {
  return Object.fromEntries(
    WORDS.map((word) => [
      word,
      own[word] ?? i18n(`hybrid_desk.pages.words.${word}`),
    ])
  );
}

/** The language of the reader, as the browser names it. */
export function language() {
  return I18n.currentLocale().replace("_", "-");
}

/** As it begins a line. */
export function capital(text) {
  return text.charAt(0).toLocaleUpperCase(language()) + text.slice(1);
}
