import type { Locale, Words } from '../../shared/words.js';

interface Sentences {
  statusTitle(words: Words, reference: string): string;
  noLongerFollowed(words: Words): string;
  /** Without a number where not everybody may know it; the forum's own note leads there those who may. */
  mergedInto(topic: number | null, words: Words): string;
  howToStop(words: Words): string;
  madePrivateTitle(reference: string): string;
  /** Empty: nobody else wrote there. */
  madePrivate(link: string, writers: string, words: Words): string;
  madePrivateAskerTitle(reference: string, words: Words): string;
  madePrivateAsker(link: string, words: Words): string;
  madePublicTitle(reference: string): string;
  madePublic(link: string, when: string, words: Words): string;
  noPrivateAskingTitle(words: Words): string;
  noPrivateAsking(link: string, words: Words): string;
}

/** Sentences of the frame that the engine puts around what features say. */
export const messages: Readonly<Record<Locale, Sentences>> = {
  en: {
    statusTitle: (words, reference) => `**${capital(words.desk)}: ${reference}**`,
    noLongerFollowed: (words) => `The ${words.desk} no longer follows this ${words.question}.`,
    mergedInto: (topic, words) =>
      `This ${words.question} was merged into ${topic === null ? 'another topic' : `[HD-${topic}](/t/${topic})`} and goes on there.`,
    madePrivateTitle: (reference) => `Now private: who could read it before (${reference})`,
    madePrivate: (link, writers, words) =>
      `${link} was turned into a private message. Until then everybody who may read the category could read it${writers === '' ? '' : `, and these wrote there: ${writers}`}. Mails and quotes that went out before stay where they are. The ${words.desk} treats it as private from now on; the way back is to make it a public topic again in the forum.`,
    madePrivateAskerTitle: (reference, words) => `Your ${words.question} is private now (${reference})`,
    madePrivateAsker: (link, words) =>
      `Your ${words.question} ${link} is a private message now: only those who are listed there can read it. Before that, everybody who may read the category could. If you did not want this, please tell the ${words.facilitators}.`,
    madePublicTitle: (reference) => `URGENT: something private became public (${reference})`,
    madePublic: (link, when, words) =>
      `${link} was private and was made public in the forum (seen ${when}): others can read it now. To undo that, open it, choose the wrench and there "Make Personal Message"; then tell the ${words.asker}. The ${words.desk} cannot do it itself.`,
    noPrivateAskingTitle: (words) => `Your message to the ${words.desk}`,
    noPrivateAsking: (link, words) =>
      `The ${words.desk} takes no private messages as a ${words.question}, so nothing was done with ${link}. Please ask in public, without anything private; if that is not possible, ask the ${words.facilitators} for advice.`,
    howToStop: (words) => `*Written by a bot, which keeps this one post up to date. The ${words.facilitators} can switch it off.*`,
  },
  de: {
    statusTitle: (words, reference) => `**${capital(words.desk)}: ${reference}**`,
    noLongerFollowed: (words) => `Diese ${words.question} wird nicht mehr verfolgt. Zuständig war: ${words.desk}.`,
    mergedInto: (topic) =>
      topic === null
        ? 'Mit einem anderen Thema zusammengelegt; dort geht es weiter.'
        : `Zusammengelegt; weiter geht es dort: [HD-${topic}](/t/${topic}).`,
    madePrivateTitle: (reference) => `Jetzt vertraulich: wer es vorher lesen konnte (${reference})`,
    madePrivate: (link, writers, words) =>
      `${link} wurde in eine private Nachricht verwandelt. Bis dahin konnten es alle lesen, die die Kategorie lesen dürfen${writers === '' ? '' : `; geschrieben haben dort: ${writers}`}. Mails und Zitate von vorher bleiben, wo sie sind. Von jetzt an gilt es als vertraulich (${words.desk}); zurück geht es, indem Sie es im Forum wieder zum öffentlichen Thema machen.`,
    madePrivateAskerTitle: (reference) => `Jetzt vertraulich (${reference})`,
    madePrivateAsker: (link, words) =>
      `${link} ist jetzt eine private Nachricht: Lesen können sie nur die, die dort aufgeführt sind. Vorher konnten es alle, die die Kategorie lesen dürfen. Wenn Sie das nicht wollten, sagen Sie es bitte hier: ${words.facilitators}.`,
    madePublicTitle: (reference) => `DRINGEND: Vertrauliches wurde öffentlich (${reference})`,
    madePublic: (link, when, words) =>
      `${link} war vertraulich und wurde im Forum öffentlich gemacht (gesehen ${when}): Andere können es jetzt lesen. Rückgängig: öffnen, Schraubenschlüssel, „In Nachricht umwandeln“; danach bitte Bescheid sagen: ${words.asker}. Von selbst geht das nicht (${words.desk}).`,
    noPrivateAskingTitle: (words) => `Ihre Nachricht an: ${words.desk}`,
    noPrivateAsking: (link, words) =>
      `Vertraulich wird hier nichts angenommen (${words.desk}), mit ${link} wurde nichts getan. Bitte fragen Sie öffentlich, ohne Vertrauliches; wenn das nicht geht, hilft weiter: ${words.facilitators}.`,
    howToStop: (words) =>
      `*Von einem Bot geschrieben, der nur diesen einen Beitrag aktuell hält. Abschalten kann ihn: ${words.facilitators}.*`,
  },
};

function capital(word: string): string {
  return word.charAt(0).toLocaleUpperCase() + word.slice(1);
}
