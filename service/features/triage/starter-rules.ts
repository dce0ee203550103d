import { anyWordIn } from './words-in-text.js';
import type { Kind } from './view.js';

interface StarterRule {
  readonly name: string;
  readonly kind: Kind;
  readonly words: readonly string[];
}

/**
 * Words by which a community without own rules types its questions (TR-03), English and German. Only clear signals: a sentence
 * that merely tells something stays guessed and goes to the facilitators. The title is looked at first, because a body often
 * quotes an error or asks a second thing.
 */
export const STARTER_RULES: readonly StarterRule[] = [
  {
    name: 'asks for opinions',
    kind: 'discussion',
    words: phrases(`
      what do you think, what do you all think, what does everyone think, what are your thoughts, your thoughts on,
      any thoughts on, your opinion, your opinions, what is your experience, what are your experiences,
      share your experience, share your experiences, how do you feel about, let's discuss, lets discuss,
      open discussion, pros and cons, was meint ihr, was denkt ihr, was haltet ihr, eure meinung,
      eure meinungen, ihre meinung, eure erfahrungen, welche erfahrungen, wie seht ihr, zur diskussion
    `),
  },
  {
    name: 'asks what is allowed',
    kind: 'policy',
    words: phrases(`
      may i, may we, am i allowed, are we allowed, is it allowed, is it permitted, is it forbidden, am i permitted,
      are tenants allowed, do i have to, do we have to, am i obliged, am i required, are we required,
      what is the rule, what are the rules, what's the rule, what is the policy, what does the policy say,
      who is entitled, am i entitled, darf ich, dürfen wir, darf man, ist es erlaubt, ist es verboten,
      ist es gestattet, muss ich, müssen wir, bin ich verpflichtet, habe ich anspruch, welche regel gilt,
      welche regeln gelten, was ist die regel, wie ist die regelung, welche frist gilt
    `),
  },
  {
    name: 'asks for the way',
    kind: 'how_to',
    words: phrases(`
      how do i, how do we, how can i, how can we, how to, how should i, where do i find, where can i find,
      where do i, what steps, which steps, is there a guide, is there a way to, wie kann ich, wie können wir,
      wie mache ich, wie geht das, wie richte ich, wie stelle ich, wie ändere ich, wie melde ich, wie bekomme ich,
      wie komme ich, wo finde ich, wo kann ich, welche schritte, gibt es eine anleitung
    `),
  },
  {
    name: 'says that something is broken',
    kind: 'incident',
    words: phrases(`
      is broken, are broken, broke down, has broken, is down, are down, does not work, doesn't work, do not work,
      don't work, not working, no longer works, stopped working, has stopped, out of order, error message,
      shows an error, an error, keeps crashing, crashes, is leaking, no hot water, no internet, power cut,
      is failing, fails with, kaputt, defekt, funktioniert nicht, funktioniert nicht mehr, geht nicht,
      geht nicht mehr, fehlermeldung, ausgefallen, fällt aus, stürzt ab, störung, kein warmwasser, kein strom,
      kein internet, undicht
    `),
  },
  {
    name: 'asks for something',
    kind: 'service_request',
    words: phrases(`
      i need a, i need an, i need access, we need a, we need an, we need access, please send, please issue,
      please order, please set up, please add, please give, could i get, could we get, can i get, can we get,
      could you send, can you send, i would like to order, i'd like to order, i would like to request,
      i would like to book, i'd like to book, request for, requesting, ich brauche, ich benötige, wir brauchen,
      wir benötigen, bitte um, bitte schickt, bitte schicken sie, könnt ihr mir, können sie mir,
      ich möchte bestellen, ich möchte beantragen, ich hätte gern, ich hätte gerne
    `),
  },
];

/** Phrases written with commas between. */
function phrases(list: string): string[] {
  return list.split(',').map((phrase) => phrase.trim());
}

/** The first starter rule that matches the title, else the first that matches the text. */
export function starterRuleFor(title: string | null, text: string | null): StarterRule | null {
  const matching = (part: string | null) => STARTER_RULES.find((rule) => anyWordIn(rule.words, [part]));
  return matching(title) ?? matching(text) ?? null;
}
