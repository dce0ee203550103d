import type { Kind, Lane } from '../triage/view.js';
import type { EscalationMessages } from './sentences.js';

const KINDS: Readonly<Record<Kind, string>> = {
  incident: 'something is broken',
  ['service_request']: 'something is needed',
  ['how_to']: 'how something is done',
  policy: 'what is allowed',
  discussion: 'a discussion',
};

export const en: EscalationMessages = {
  withExperts: (when, { experts }) => `With the ${experts} since ${when}.`,
  automatically: (when, { experts }) => `Passed on automatically because nobody answered: with the ${experts} since ${when}.`,
  expectedBy: (when) => `Answer expected by ${when}.`,
  takenOnBy: (person, when) => `Taken on by ${person} since ${when}.`,
  roomTitle: (reference, title, { question }) => `${capital(question)} ${reference}${title && `: ${title}`}`,
  intro: ({ question, experts }) => `A ${question} for the ${experts}. All that is needed to answer it is in this post.`,
  openAt: (link, { question }) => `The ${question} is here, and answers are best given there: ${link}`,
  confidential: ({ question, members }) =>
    `This ${question} was asked privately and cannot be opened from here. Please keep it from other ${members}.`,
  askedBy: (person) => `Asked by ${person}`,
  facts: ({ kind, lane, due }, words) =>
    [kind === null ? '' : `About: ${KINDS[kind]}.`, lane === null ? '' : laneText(lane, words), due && `Answer expected by ${due}.`]
      .filter(Boolean)
      .join(' '),
  cause: (cause, by, { asker, desk }) =>
    ({
      asker: `The ${asker} still needs help and asked for it.`,
      person: `Passed on by ${by}.`,
      silence: `Passed on automatically because nobody gave a good answer within the time that the ${desk} allows.`,
      handed: `Handed on by ${by}.`,
    })[cause],
  reason: () => 'Reason:',
  saidElsewhere: (groups, { question }) =>
    groups ? `What was said about this ${question} is with ${groups}.` : `What was said about this ${question} stays where it was said.`,
  questionText: ({ question }) => `**The ${question}:**`,
  textIsGone: () => '(The text is not there any more.)',
  earlierAnswers: () => '**Answers so far:**',
  answerBy: (person, when, link) => `${person}, ${when}${link && ` (${link})`}:`,
  whatIsAsked: ({ question }) =>
    `**What is asked of you:** somebody please take this ${question} on and answer it. Whoever accepts is responsible; until then it stays with who had it before.`,
  whatYouCanWrite: () => '**What you can write here** (also by mail, each on a line of its own at the start of the line):',
  happened: {
    accepted: ({ by }) => `${by} accepted and is responsible from now on.`,
    declined: ({ by }) => `${by} declined.`,
    proposed: ({ by, person }) => `${by} proposes that ${person} takes it on.`,
    released: ({ person }) => `${person} is no longer responsible. Somebody please accept.`,
    invited: ({ by, person }) => `${by} invited ${person}.`,
    removed: ({ by, person }) => `${by} removed ${person}.`,
    note: ({ by }) => `Note by ${by}:`,
  },
  ended: {
    result: ({ by }) => `${by} ended this with a result. This room is closed.`,
    without: ({ by }) => `${by} ended this without a result. This room is closed.`,
    handedBack: ({ by }) => `${by} handed it back. This room is closed.`,
    handedOn: ({ by, group }) => `${by} handed it on to ${group}, who have a room of their own. This room is closed.`,
    withdrawn: () =>
      'Withdrawn: an earlier answer was learnt later, or what asked for this was taken back. Nothing is asked of you any more. This room is closed.',
    solved: (_doing, { question }) => `The ${question} was solved meanwhile. This room is closed.`,
    closed: (_doing, { question }) => `The ${question} was closed. This room is closed too.`,
    archived: (_doing, { question }) => `The ${question} was archived. This room is closed.`,
    deleted: (_doing, { question }) => `The ${question} was deleted. This room is closed.`,
    merged: (_doing, { question }) => `The ${question} was merged into another one. This room is closed.`,
    left: (_doing, { question, desk }) => `The ${question} is no longer one of this ${desk}. This room is closed.`,
  },
  noticeTitle: {
    proposed: (reference, { question }) => `Will you take this ${question} on? (${reference})`,
    declined: (reference) => `Declined (${reference})`,
    handedBack: (reference) => `Handed back (${reference})`,
  },
  notice: {
    proposed: (by, link, { question }) => `${by} proposes that you take on this ${question}: ${link}`,
    declined: (by, link, { question }) => `${by} does not take on this ${question}: ${link}`,
    handedBack: (by, link, { question }) => `${by} handed this ${question} back: ${link}`,
  },
  cameBackTitle: (reference) => `Waits for somebody again (${reference})`,
  cameBack: (from, link, { question, desk }) =>
    `${from}, who had taken this ${question} on, is no longer with the ${desk}: ${link}. It waits for one of you.`,
  roomsStayTitle: (reference) => `Deleted, and a room stays (${reference})`,
  roomsStay: (rooms, { question }) =>
    `The ${question} was deleted in the forum. What was said about it among you stays in ${rooms}, closed. Delete that too if it must go.`,
  promiseTitle: (reference) => `The promised day has come (${reference})`,
  promiseDue: (link, vendor, { question }) =>
    `${vendor ?? 'An outside party'} promised something for this ${question} by today: ${link}. If it is there, write \`resume\` in it. If not, ask once more and write a \`pause\` with the new day.`,
  acceptLine: (line) => `If you do, write there: \`${line}\`. Nothing changes until then.`,
  say: {
    alreadyWith: ({ groups, when, person }, { question }) =>
      `This ${question} is already with ${groups} since ${when}${person && `, taken on by ${person}`}; nothing more was done.`,
    tooEarly: ({ when }, { question, experts, facilitators }) =>
      when
        ? `You may pass this ${question} to the ${experts} yourself from ${when} if no good answer has come by then. Before that, please ask the ${facilitators}.`
        : `Passing on to the ${experts} is done by the ${facilitators} here. Please ask them.`,
    onceADay: ({ when }, { question, facilitators }) =>
      `You passed this ${question} on less than a day ago; you may do so again from ${when}. Before that, please ask the ${facilitators}.`,
    tooOften: (_told, { experts, facilitators }) =>
      `You passed on several of yours to the ${experts} within a week, so nothing was done. The ${facilitators} decide about this one; please ask them.`,
    unknownGroup: ({ groups }) => `Nothing is passed to that group here, so nothing was done. Possible are: ${groups}.`,
    unknownLevel: ({ levels, groups }) =>
      `Nobody is set for that level, so nothing was done. There are the levels ${levels} and the groups ${groups}.`,
    noExperts: (_told, { facilitators }) =>
      `Nobody is set to whom this could be passed, so nothing was done. The ${facilitators} can help.`,
    sameGroup: ({ groups }, { question }) => `This ${question} is already with ${groups}; name another group to pass it on.`,
    ticketEnded: (_told, { question }) => `This ${question} has ended, so nothing was done. Open it again, or ask a new one.`,
    nothingOpen: (_told, { question }) => `This ${question} is with nobody at the moment. Write \`escalate\` to pass it on.`,
    hasEnded: (_told, { question }) => `This has ended already, so nothing was done. Write \`escalate\` in the ${question} to start anew.`,
    notInGroup: ({ groups }, { expert }) => `Only an ${expert} may accept this${groups && ` (${groups})`}, so nothing was done.`,
    ownQuestion: (_told, { question }) => `This is your own ${question}: somebody else has to take it on.`,
    taken: ({ person, when }) => `${person} was first, since ${when}; nothing was changed.`,
    youHaveIt: (_told, { question }) => `You have this ${question} already.`,
    notOwner: ({ person }, { facilitators }) =>
      `Only who has accepted it${person && ` (${person})`} or the ${facilitators} may do that, so nothing was done.`,
    alreadyDeclined: () => 'You declined already; nothing more was done.',
    unknownPerson: () => 'Nobody here is known by that name, so nothing was done. Please check the name.',
    noRole: ({ person }, { desk, facilitators }) =>
      `${person} has no role in this ${desk}, so nothing was done. The ${facilitators} say who has one.`,
    neverTheAsker: (_told, { asker }) => `The ${asker} does not take part there, so nothing was done.`,
    inviteFirst: ({ person }, { question }) =>
      `This ${question} is private and ${person} may not know of it. Write \`invite\` with the name first, then propose it.`,
    alreadyIn: ({ person }) => `${person} takes part already.`,
    notIn: ({ person }) =>
      `${person} was not invited by name, so nothing was done. Who belongs to a group of the room is there by the group.`,
    tooMany: () => 'Twenty persons are invited by name already, so nothing was done. Remove somebody first.',
    openFirst: () => 'A note needs a room, and none is open. Open one first: `escalate`.',
    nothingLate: (_, { question }) => `Nothing was changed: no such time of this ${question} was missed, so there is nothing to leave out.`,
  },
};

function laneText(lane: Lane, { desk, members }: { readonly desk: string; readonly members: string }): string {
  return lane === 'desk' ? `For the ${desk}.` : `Open to all ${members}.`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
