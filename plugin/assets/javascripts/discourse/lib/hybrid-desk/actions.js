// Every button says a line that could be written in a post just as well: three doors, one command.

/**
 * @typedef {object} Field
 * @property {string} name
 * @property {"input" | "textarea" | "select" | "input-date"} control
 * @property {boolean} [required]
 * @property {string[]} [choices] as they are written in a line
 * @property {(value: string) => string} say how it stands in the line
 */

/**
 * @typedef {object} Action
 * @property {string} word with which the line begins
 * @property {Field[]} fields
 * @property {string} [icon]
 * @property {boolean} [isFirst] shown without opening the list of what else can be done
 * @property {boolean} [asksBefore] asked once more, also where there is nothing to fill in
 * @property {boolean} [isPost] read by the asker, so it is written as a post that begins with its line (decision 057)
 * @property {boolean} [isOneClick] each choice has a button of its own
 * @property {string} [choice] the one that a button says without asking
 * @property {"post"} [about] its button stands below the post that it is about
 */

const plain = (value) => value;
const because = (value) => `because ${value}`;
const mention = (value) => `@${value.replace(/^@/, "")}`;
const quoted = (value) => `"${value.replaceAll('"', "'")}"`;

const REASON = { name: "reason", control: "textarea", say: because };
const NEEDED_REASON = { ...REASON, required: true };
const NEEDED_TEXT = {
  name: "text",
  control: "textarea",
  required: true,
  say: plain,
};
const GROUP = { name: "group", control: "input", say: mention };
const PERSON = {
  name: "person",
  control: "input",
  required: true,
  say: mention,
};
const LINK = { name: "link", control: "input", required: true, say: plain };

function choice(name, choices) {
  return { name, control: "select", required: true, choices, say: plain };
}

const CLOCKS = [
  "first reply",
  "next reply",
  "update",
  "resolution",
  "acceptance",
  "expert answer",
  "community reply",
];

/** @type {Action[]} */
export const ACTIONS = /** @type {Action[]} */ ([
  { word: "still need help", fields: [], isFirst: true },
  { word: "all good", fields: [], isFirst: true },
  { word: "me too", fields: [], isFirst: true },
  { word: "accept", fields: [], isFirst: true },
  {
    word: "escalate",
    fields: [{ ...GROUP, say: (value) => `to ${mention(value)}` }, REASON],
    isFirst: true,
  },
  {
    word: "outcome",
    isOneClick: true,
    fields: [
      choice("outcome", [
        "solved",
        "decided",
        "no longer needed",
        "not helped",
      ]),
    ],
  },
  { word: "decline", fields: [NEEDED_REASON] },
  { word: "hand back", fields: [REASON], isFirst: true },
  { word: "hand to", fields: [{ ...GROUP, required: true }, REASON] },
  { word: "note", fields: [NEEDED_TEXT], isFirst: true },
  { word: "update", fields: [], isPost: true },
  {
    word: "pause",
    fields: [
      choice("pause", ["asker", "vendor", "scheduled"]),
      { name: "vendor", control: "input", say: plain },
      { name: "until", control: "input-date", say: (day) => `until ${day}` },
      REASON,
    ],
  },
  { word: "resume", fields: [] },
  {
    word: "kind",
    fields: [
      choice("kind", ["broken", "need", "how to", "rule", "discussion"]),
    ],
  },
  {
    word: "priority",
    fields: [choice("priority", ["low", "normal", "high", "urgent"])],
  },
  {
    word: "lane",
    fields: [choice("lane", ["desk", "community"]), NEEDED_REASON],
  },
  {
    word: "mode",
    fields: [
      choice("mode", ["community decides", "official decides"]),
      NEEDED_REASON,
    ],
  },
  { word: "assign", fields: [PERSON] },
  {
    word: "point",
    fields: [{ ...LINK, name: "links" }],
  },
  { word: "duplicate of", fields: [LINK] },
  { word: "not ours", fields: [GROUP, NEEDED_REASON] },
  {
    word: "updates",
    fields: [choice("news", ["only when there is news", "as usual"])],
  },
  { word: "void", fields: [choice("clock", CLOCKS), NEEDED_REASON] },
  { word: "on behalf of", fields: [PERSON] },
  { word: "invite", fields: [PERSON] },
  { word: "remove", fields: [PERSON] },
  { word: "end", fields: [REASON], asksBefore: true },
  { word: "library", fields: [NEEDED_TEXT] },
  { word: "private", fields: [], icon: "lock", asksBefore: true },
  {
    word: "official",
    icon: "certificate",
    fields: [
      {
        name: "scope",
        control: "input",
        say: (value) => `scope=${quoted(value)}`,
      },
      { name: "until", control: "input-date", say: (day) => `until=${day}` },
    ],
    about: "post",
  },
  {
    word: "withdraw",
    icon: "ban",
    fields: [NEEDED_REASON],
    about: "post",
  },
  { word: "challenge", icon: "flag", fields: [NEEDED_REASON], about: "post" },
  { word: "faq", icon: "book", fields: [], asksBefore: true, about: "post" },
  {
    word: "publish",
    icon: "share",
    fields: [],
    asksBefore: true,
    about: "post",
  },
]);

/** @type {Action[]} */
export const BUTTONS = ACTIONS.flatMap((one) =>
  one.isOneClick
    ? one.fields[0].choices.map((picked) => ({
        ...one,
        fields: [],
        choice: picked,
      }))
    : [one]
);

/** As it stands in keys of translations. */
export function keyOf(text) {
  return text.replaceAll(" ", "_");
}

/**
 * @param {Pick<Action, "word" | "fields" | "choice">} action
 * @param {Record<string, string>} [values]
 */
export function lineOf({ word, fields, choice: picked }, values = {}) {
  const parts = fields.map(({ name, say }) => {
    const value = (values[name] ?? "").replace(/\s+/g, " ").trim();
    return value === "" ? null : say(value);
  });
  return [word, picked ?? null, ...parts]
    .filter((part) => part !== null)
    .join(" ");
}
