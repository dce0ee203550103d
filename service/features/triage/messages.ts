import type { Locale, Words } from '../../../shared/words.js';
import type { DecisionMode, Lane } from './view.js';

/** Every sentence of triage in the forum. German sentences avoid articles: a word that a community sets may have any gender. */
export interface TriageMessages {
  /** `group`: the one to which it was sent; empty: all experts. */
  withExperts(group: string, words: Words): string;
  withFacilitators(words: Words): string;
  openToMembers(words: Words): string;
  takenOn(words: Words): string;
  mode(mode: DecisionMode, words: Words): string;
  /** Reasons are escaped already; null: not to be read here. */
  modeChanged(reason: string | null, words: Words): string;
  laneChanged(lane: Lane, reason: string | null, words: Words): string;
  seeAlso(links: readonly string[]): string;
  duplicateOf(link: string, words: Words): string;
  joined(links: readonly string[]): string;
  meToo(count: number, words: Words): string;
  askForOutcome(words: Words): string;
  privateWishTitle(reference: string): string;
  privateWish(by: string, link: string, words: Words): string;
  privateSoon(link: string, words: Words): string;
  untriagedTitle(reference: string, words: Words): string;
  untriaged(link: string, minutes: number, words: Words): string;
  routedTitle(reference: string, words: Words): string;
  routed(link: string, group: string, words: Words): string;
}

const en: TriageMessages = {
  withExperts: (group, { question, experts }) => `This ${question} is with the ${experts}${inBrackets(group)}.`,
  withFacilitators: ({ question, facilitators }) => `This ${question} is with the ${facilitators}, who pass it on.`,
  openToMembers: ({ question, members }) => `This ${question} is open to all ${members}.`,
  takenOn: ({ question, desk }) => `Somebody of the ${desk} has taken this ${question} on.`,
  mode: (mode, { community, officialAnswer }) =>
    mode === 'community_decides'
      ? `The ${community} decides this one.`
      : `${withArticle(officialAnswer)} will follow; your experience is welcome.`,
  modeChanged: (reason, { facilitators }) =>
    `The ${facilitators} changed who decides${because(reason)}. What was written before that was written under the earlier rule.`,
  laneChanged: (lane, reason, { desk, community }) => `Moved to the ${lane === 'desk' ? desk : community}${because(reason)}.`,
  seeAlso: (links) => `See also: ${links.join(', ')}.`,
  duplicateOf: (link, { question }) => `The same ${question} was asked before: ${link}.`,
  joined: (links) => `Joined from: ${links.join(', ')}.`,
  meToo: (count, { question }) => (count === 1 ? `One more person has this ${question}.` : `${count} more people have this ${question}.`),
  askForOutcome: ({ facilitators }) =>
    `Nobody has said how this ended: solved, decided, no longer needed or not helped. The ${facilitators} note it with the line \`outcome solved\`.`,
  privateWishTitle: (reference) => `Better in private? (${reference})`,
  privateWish: (by, link, { question, asker }) =>
    `${by} thinks that ${link} had better be private. Nothing was moved. If so, ask the ${asker} to send the ${question} as a private message, and hide or delete what stands in public.`,
  privateSoon: (link, { question, experts, facilitators }) =>
    `The ${facilitators} think that your ${question} ${link} had better be private. It is still public, for all who may read that category. To go on in private yourself, send a new message to the ${experts}; otherwise it may be taken away from public view, and you will be told. Please answer the ${facilitators} if you do not want this.`,
  untriagedTitle: (reference, { question }) => `${withArticle(question)} waits for somebody to look at it (${reference})`,
  untriaged: (link, minutes, { desk, question }) =>
    `For ${minutes} minutes of ${desk} time nobody has looked at ${link}, and nothing says what kind of ${question} it is. Lines that help there: \`kind …\`, \`lane …\`, \`point to …\`; or answer it.`,
  routedTitle: (reference, { question }) => `${withArticle(question)} for your group (${reference})`,
  routed: (link, group, { question }) =>
    `${link} is ${withArticle(question).toLowerCase()} for ${group}. If it belongs elsewhere, write there the line \`not ours\` with the reason.`,
};

const de: TriageMessages = {
  withExperts: (group, { experts }) => `Liegt jetzt bei: ${experts}${inBrackets(group)}.`,
  withFacilitators: ({ facilitators }) => `Liegt jetzt zur Weiterleitung bei: ${facilitators}.`,
  openToMembers: ({ members }) => `Offen für alle ${members}.`,
  takenOn: ({ desk }) => `Übernommen von: ${desk}.`,
  mode: (mode, { community, officialAnswer }) =>
    mode === 'community_decides' ? `Hier entscheidet: ${community}.` : `Es folgt noch: ${officialAnswer}. Ihre Erfahrung ist willkommen.`,
  modeChanged: (reason, { facilitators }) =>
    `Geändert, wer entscheidet (durch: ${facilitators})${grund(reason)}. Was vorher geschrieben wurde, entstand unter der früheren Regel.`,
  laneChanged: (lane, reason, { desk, community }) => `Weitergegeben an: ${lane === 'desk' ? desk : community}${grund(reason)}.`,
  seeAlso: (links) => `Siehe auch: ${links.join(', ')}.`,
  duplicateOf: (link) => `Schon einmal gefragt: ${link}.`,
  joined: (links) => `Hierher zusammengelegt: ${links.join(', ')}.`,
  meToo: (count) => (count === 1 ? 'Das betrifft noch eine weitere Person.' : `Das betrifft noch ${count} weitere Personen.`),
  askForOutcome: ({ facilitators }) =>
    `Noch ist nicht gesagt, wie es ausging: gelöst, entschieden, nicht mehr nötig oder nicht geholfen. Vermerken können es mit der Zeile \`Ergebnis gelöst\`: ${facilitators}.`,
  privateWishTitle: (reference) => `Besser vertraulich? (${reference})`,
  privateWish: (by, link, { asker }) =>
    `${by} meint, dass ${link} besser vertraulich wäre. Es wurde nichts verschoben. Wenn ja, bitten Sie um eine private Nachricht (${asker}) und blenden aus oder löschen, was öffentlich steht.`,
  privateSoon: (link, { experts, facilitators }) =>
    `${link} wäre besser vertraulich, meint: ${facilitators}. Noch können es alle lesen, die die Kategorie lesen dürfen. Selbst vertraulich weiter geht es mit einer neuen Nachricht an: ${experts}. Sonst kann es der Öffentlichkeit entzogen werden, und Sie erfahren es. Wenn Sie das nicht möchten, antworten Sie bitte: ${facilitators}.`,
  untriagedTitle: (reference, { question }) => `Noch nicht angesehen: ${question} (${reference})`,
  untriaged: (link, minutes, { desk }) =>
    `Seit ${minutes} Minuten (Zeiten: ${desk}) hat sich niemand ${link} angesehen, und nichts sagt, welcher Art es ist. Zeilen, die dort helfen: \`Art …\`, \`Weg …\`, \`hinweisen auf …\`; oder eine Antwort.`,
  routedTitle: (reference, { question }) => `Für Ihre Gruppe: ${question} (${reference})`,
  routed: (link, group) =>
    `${link} ist für ${group}. Wenn es anderswohin gehört, schreiben Sie dort die Zeile \`nicht unseres\` mit dem Grund.`,
};

export const messages: Readonly<Record<Locale, TriageMessages>> = { en, de };

/** As code, so that the post mentions nobody: the group is told in a message. */
function inBrackets(group: string): string {
  return group === '' ? '' : ` (\`${group}\`)`;
}

function because(reason: string | null): string {
  return reason === null ? '' : `, because: ${withoutStop(reason)}`;
}

function grund(reason: string | null): string {
  return reason === null ? '' : `, weil: ${withoutStop(reason)}`;
}

function withoutStop(reason: string): string {
  return reason.replace(/[.\s]{1,20}$/, '');
}

function withArticle(word: string): string {
  return `${/^[aeiou]/i.test(word) ? 'An' : 'A'} ${word}`;
}
