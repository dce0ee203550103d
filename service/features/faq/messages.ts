import type { Locale, Words } from '../../../shared/words.js';
import type { Review, Saying, Standing } from './view.js';

interface Told {
  readonly words: Words;
  /** The article, where it is known already. */
  readonly link: string | null;
}

/** Every sentence of the FAQ. German sentences avoid articles: a word that a community sets may have any gender. */
export interface FaqMessages {
  /** Not the question's own title: a forum refuses a title that is taken. */
  articleTitle(title: string): string;
  libraryTitle(title: string, reference: string, words: Words): string;
  questionHead(words: Words): string;
  answerHead(by: string | null): string;
  standing(standing: Standing, signer: string | null, words: Words): string;
  source(link: string, day: string): string;
  underReview(words: Words): string;
  inTheFaq(link: string, words: Words): string;
  draftTitle(reference: string): string;
  draft(draft: { readonly by: string; readonly answer: string; readonly line: string }, words: Words): string;
  draftWithdrawn(words: Words): string;
  sourceTitle(reference: string): string;
  sourceNote(review: Review, links: { readonly article: string; readonly source: string }, words: Words): string;
  refusedTitle(reference: string): string;
  refused(source: string, words: Words): string;
  libraryMadeTitle(reference: string): string;
  libraryMade(link: string, words: Words): string;
  /** What authors of lines read in private: what was not done, why, and the next step. */
  readonly answers: Readonly<Record<Saying, (told: Told) => string>>;
}

const en: FaqMessages = {
  articleTitle: (title) => `FAQ: ${title}`,
  libraryTitle: (title, reference, { experts }) => `${title} (for ${experts}, ${reference})`,
  questionHead: ({ question }) => capital(question),
  answerHead: (by) => (by === null ? 'Answer' : `Answer by ${by}`),
  standing(standing, signer, { officialAnswer, member }) {
    if (standing.type === 'official') return `${capital(officialAnswer)}, signed by ${signer ?? '?'} on ${standing.at.slice(0, 10)}.`;
    return standing.type === 'accepted'
      ? `Accepted as the solution on ${standing.at.slice(0, 10)}.`
      : `From a ${member}; nobody has signed it.`;
  },
  source: (link, day) => `Taken over on ${day} from ${link}.`,
  underReview: ({ facilitators }) => `Under review: the source no longer has the standing that is given here. The ${facilitators} know.`,
  inTheFaq: (link) => `Now in the FAQ: ${link}.`,
  draftTitle: (reference) => `FAQ draft from ${reference}`,
  draft: ({ by, answer, line }, { desk }) =>
    `${by} proposes ${answer} for the FAQ. To publish it as below, reply to it there with the line \`${line}\`; to leave it, do nothing. Everybody who may read the FAQ of the ${desk} will read it.`,
  draftWithdrawn: ({ question }) => `This draft is withdrawn: the ${question} is private now.`,
  sourceTitle: (reference) => `Please look at what was taken over from ${reference}`,
  sourceNote: (review, { article, source }) =>
    `${article} was made from ${source}, ${enReview[review]} The article stays as it is until somebody edits or deletes it. The line \`publish\` as a reply to an answer that is there takes its text over again.`,
  refusedTitle: (reference) => `Not published yet (${reference})`,
  refused: (source, { desk, facilitators }) =>
    `The forum did not take the article made from ${source}, so it is not published. Please ask the ${facilitators} whether its category is still there and the ${desk} may write in it; with another category in the settings it is made.`,
  libraryMadeTitle: (reference) => `Your entry from ${reference}`,
  libraryMade: (link, { experts }) => `The entry is here: ${link}. Only ${experts} can read it.`,
  answers: {
    noAnswer: () => 'Nothing was done: it is not clear which answer you mean. Please write the line as a reply to that answer.',
    notThatPost: () => 'Nothing was done: that post is no answer of a person that all can read. Please reply to another one.',
    notReadYet: () => 'Nothing was done: the text of that answer is not known yet. Please write the line again in a few minutes.',
    noCategory: ({ words: { desk } }) =>
      `Nothing was done: no category is set for such articles. Whoever looks after the settings of the ${desk} can name one.`,
    isPrivate: ({ words: { question } }) =>
      `Nothing was done: a private ${question} cannot become an article in this form. Please write a new text without anything private.`,
    nobodyPublishes: ({ words: { desk } }) =>
      `Nothing was done: nobody is named who may publish. Whoever looks after the settings of the ${desk} can name a group.`,
    inTheThread: () =>
      'Nothing was done: only what stands in the public thread can be proposed. Please write the line there, as a reply to the answer.',
    othersWords: ({ words: { experts } }) =>
      `Nothing was done: from here only what ${experts} wrote can be taken over. Please put it in your own words.`,
    drafted: () => 'Somebody has proposed this answer already; those who may publish have the draft. There is nothing more to do.',
    published: ({ link }) =>
      link === null
        ? 'This answer is on its way into the FAQ already.'
        : `This answer is in the FAQ already: ${link}. Please improve it there.`,
    proposed: ({ words: { facilitators } }) => `Your proposal is with those who may publish. The ${facilitators} can tell you more.`,
    inLibrary: ({ link }) => (link === null ? 'This text is on its way there already.' : `This text is there already: ${link}.`),
  },
};

const enReview: Readonly<Record<Review, string>> = {
  gone: 'which is no longer there.',
  private: 'which is private now. Please check at once whether others may still read the article.',
  changed: 'whose text has changed since.',
  noLongerOfficial: 'which is no longer signed.',
  noLongerAccepted: 'which is no longer the accepted solution.',
};

const de: FaqMessages = {
  articleTitle: (title) => `FAQ: ${title}`,
  libraryTitle: (title, reference, { experts }) => `${title} (${experts}, ${reference})`,
  questionHead: ({ question }) => capital(question),
  answerHead: (by) => (by === null ? 'Antwort' : `Antwort von ${by}`),
  standing(standing, signer, { officialAnswer }) {
    if (standing.type === 'official') return `${capital(officialAnswer)}, gezeichnet von ${signer ?? '?'} am ${standing.at.slice(0, 10)}.`;
    return standing.type === 'accepted' ? `Als Lösung angenommen am ${standing.at.slice(0, 10)}.` : 'Von niemandem gezeichnet.';
  },
  source: (link, day) => `Übernommen am ${day} von ${link}.`,
  underReview: ({ facilitators }) => `Wird geprüft: Die Quelle hat nicht mehr den Stand, der hier steht. Bescheid weiß: ${facilitators}.`,
  inTheFaq: (link) => `Steht jetzt in der FAQ: ${link}.`,
  draftTitle: (reference) => `Entwurf für die FAQ von ${reference}`,
  draft: ({ by, answer, line }, { desk }) =>
    `${by} schlägt ${answer} für die FAQ vor. Um es wie unten zu veröffentlichen, antworten Sie dort darauf mit der Zeile \`${line}\`; sonst ist nichts zu tun. Lesen werden es alle, die die FAQ lesen dürfen (${desk}).`,
  draftWithdrawn: () => 'Dieser Entwurf ist zurückgezogen: Die Quelle ist jetzt vertraulich.',
  sourceTitle: (reference) => `Bitte ansehen, was von ${reference} übernommen wurde`,
  sourceNote: (review, { article, source }) =>
    `${article} entstand aus ${source}. ${deReview[review]} Der Artikel bleibt, wie er ist, bis ihn jemand ändert oder löscht. Die Zeile \`veröffentlichen\` als Antwort auf einen Beitrag, der da ist, übernimmt dessen Text neu.`,
  refusedTitle: (reference) => `Noch nicht veröffentlicht (${reference})`,
  refused: (source, { desk, facilitators }) =>
    `Das Forum hat den Artikel aus ${source} nicht angenommen, er ist also nicht veröffentlicht. Gibt es seine Kategorie noch, und darf dort geschrieben werden (${desk})? Weiter hilft: ${facilitators}. Mit einer anderen Kategorie in den Einstellungen entsteht er.`,
  libraryMadeTitle: (reference) => `Ihr Eintrag von ${reference}`,
  libraryMade: (link, { experts }) => `Der Eintrag steht hier: ${link}. Lesen können ihn nur: ${experts}.`,
  answers: {
    noAnswer: () => 'Es wurde nichts getan: Es ist nicht klar, welche Antwort Sie meinen. Bitte die Zeile als Antwort auf sie schreiben.',
    notThatPost: () =>
      'Es wurde nichts getan: Dieser Beitrag ist keine Antwort einer Person, die alle lesen können. Bitte auf einen anderen antworten.',
    notReadYet: () =>
      'Es wurde nichts getan: Der Text dieser Antwort ist noch nicht bekannt. Bitte in ein paar Minuten noch einmal schreiben.',
    noCategory: ({ words: { desk } }) =>
      `Es wurde nichts getan: Für solche Artikel ist keine Kategorie eingestellt. Das geht in den Einstellungen (${desk}).`,
    isPrivate: () =>
      'Es wurde nichts getan: Vertrauliches kann in dieser Form kein Artikel werden. Bitte einen neuen Text ohne Vertrauliches schreiben.',
    nobodyPublishes: ({ words: { desk } }) =>
      `Es wurde nichts getan: Es ist niemand benannt, der veröffentlichen darf. Das geht in den Einstellungen (${desk}).`,
    inTheThread: () =>
      'Es wurde nichts getan: Vorschlagen lässt sich nur, was im offenen Thema steht. Bitte die Zeile dort als Antwort darauf schreiben.',
    othersWords: ({ words: { experts } }) =>
      `Es wurde nichts getan: Von hier lässt sich nur übernehmen, was diese geschrieben haben: ${experts}. Bitte in eigene Worte fassen.`,
    drafted: () => 'Diese Antwort hat schon jemand vorgeschlagen; der Entwurf liegt bei denen, die veröffentlichen dürfen.',
    published: ({ link }) =>
      link === null
        ? 'Diese Antwort ist schon auf dem Weg in die FAQ.'
        : `Diese Antwort steht schon in der FAQ: ${link}. Bitte dort verbessern.`,
    proposed: ({ words: { facilitators } }) => `Ihr Vorschlag liegt bei denen, die veröffentlichen dürfen. Mehr weiß: ${facilitators}.`,
    inLibrary: ({ link }) => (link === null ? 'Dieser Text ist schon auf dem Weg dorthin.' : `Dieser Text steht schon dort: ${link}.`),
  },
};

const deReview: Readonly<Record<Review, string>> = {
  gone: 'Diese Quelle gibt es nicht mehr.',
  private: 'Diese Quelle ist jetzt vertraulich. Bitte sofort prüfen, ob andere den Artikel noch lesen dürfen.',
  changed: 'Der Text der Quelle hat sich seitdem geändert.',
  noLongerOfficial: 'Die Quelle ist nicht mehr gezeichnet.',
  noLongerAccepted: 'Die Quelle ist nicht mehr die angenommene Lösung.',
};

export const messages: Readonly<Record<Locale, FaqMessages>> = { en, de };

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
