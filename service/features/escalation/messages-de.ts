import type { Kind } from '../triage/view.js';
import type { EscalationMessages } from './sentences.js';

const KINDS: Readonly<Record<Kind, string>> = {
  incident: 'etwas ist kaputt',
  ['service_request']: 'etwas wird gebraucht',
  ['how_to']: 'wie etwas geht',
  policy: 'was erlaubt ist',
  discussion: 'ein Austausch',
};

export const de: EscalationMessages = {
  withExperts: (when, { experts }) => `Liegt seit ${when} bei: ${experts}.`,
  automatically: (when, { experts }) => `Von selbst weitergereicht, weil niemand geantwortet hat; liegt seit ${when} bei: ${experts}.`,
  expectedBy: (when) => `Eine Antwort wird erwartet bis ${when}.`,
  takenOnBy: (person, when) => `Übernommen von ${person}, seit ${when}.`,
  roomTitle: (reference, title, { question }) => `${question} ${reference}${title && `: ${title}`}`,
  intro: ({ question, experts }) => `Neu für ${experts}: ${question}. Alles, was zum Beantworten nötig ist, steht in diesem Beitrag.`,
  openAt: (link) => `Zu finden hier, und dort wird am besten geantwortet: ${link}`,
  confidential: ({ members }) =>
    `Vertraulich gestellt und von hier aus nicht zu öffnen. Bitte nicht weitergeben, auch nicht an andere ${members}.`,
  askedBy: (person) => `Gestellt von ${person}`,
  facts: ({ kind, lane, due }, { desk, members }) =>
    [
      kind === null ? '' : `Worum es geht: ${KINDS[kind]}.`,
      lane === null ? '' : lane === 'desk' ? `Zuständig: ${desk}.` : `Offen für alle ${members}.`,
      due && `Eine Antwort wird erwartet bis ${due}.`,
    ]
      .filter(Boolean)
      .join(' '),
  cause: (cause, by, { asker }) =>
    ({
      asker: `Weiterhin braucht Hilfe und bat darum: ${asker}.`,
      person: `Weitergereicht von ${by}.`,
      silence: 'Von selbst weitergereicht, weil in der vorgesehenen Zeit keine gute Antwort kam.',
      handed: `Übergeben von ${by}.`,
    })[cause],
  reason: () => 'Grund:',
  saidElsewhere: (groups, { question }) =>
    groups
      ? `${question}: Was dazu gesagt wurde, liegt bei ${groups}.`
      : `${question}: Was dazu gesagt wurde, bleibt dort, wo es gesagt wurde.`,
  questionText: ({ question }) => `**${question}:**`,
  textIsGone: () => '(Der Text ist nicht mehr da.)',
  earlierAnswers: () => '**Antworten bisher:**',
  answerBy: (person, when, link) => `${person}, ${when}${link && ` (${link})`}:`,
  whatIsAsked: () =>
    '**Worum wir bitten:** Bitte übernehmen und beantworten. Wer annimmt, ist verantwortlich; bis dahin bleibt es, wer es vorher war.',
  whatYouCanWrite: () => '**Was Sie hier schreiben können** (auch per Mail, jeweils als eigene Zeile ganz am Anfang der Zeile):',
  happened: {
    accepted: ({ by }) => `${by} hat angenommen und ist ab jetzt verantwortlich.`,
    declined: ({ by }) => `${by} hat abgelehnt.`,
    proposed: ({ by, person }) => `${by} schlägt vor, dass ${person} übernimmt.`,
    released: ({ person }) => `${person} ist nicht mehr verantwortlich. Bitte nimmt jemand an.`,
    invited: ({ by, person }) => `${by} hat ${person} eingeladen.`,
    removed: ({ by, person }) => `${by} hat ${person} entfernt.`,
    note: ({ by }) => `Notiz von ${by}:`,
  },
  ended: {
    result: ({ by }) => `${by} hat dies mit Ergebnis beendet. Dieser Raum ist geschlossen.`,
    without: ({ by }) => `${by} hat dies ohne Ergebnis beendet. Dieser Raum ist geschlossen.`,
    handedBack: ({ by }) => `${by} hat zurückgegeben. Dieser Raum ist geschlossen.`,
    handedOn: ({ by, group }) => `${by} hat übergeben an ${group}; dort gibt es einen eigenen Raum. Dieser Raum ist geschlossen.`,
    withdrawn: () =>
      'Zurückgezogen: Eine frühere Antwort wurde erst später bekannt, oder der Anlass wurde zurückgenommen. Es ist nichts mehr zu tun. Dieser Raum ist geschlossen.',
    solved: () => 'Inzwischen gelöst. Dieser Raum ist geschlossen.',
    closed: () => 'Das Thema wurde geschlossen, dieser Raum ist es auch.',
    archived: () => 'Das Thema wurde archiviert. Dieser Raum ist geschlossen.',
    deleted: () => 'Das Thema wurde gelöscht. Dieser Raum ist geschlossen.',
    merged: () => 'Das Thema wurde mit einem anderen zusammengelegt. Dieser Raum ist geschlossen.',
    left: (_doing, { desk }) => `Nicht mehr zuständig: ${desk}. Dieser Raum ist geschlossen.`,
  },
  noticeTitle: {
    proposed: (reference) => `Übernehmen Sie? (${reference})`,
    declined: (reference) => `Abgelehnt (${reference})`,
    handedBack: (reference) => `Zurückgegeben (${reference})`,
  },
  notice: {
    proposed: (by, link) => `${by} schlägt vor, dass Sie dies übernehmen: ${link}`,
    declined: (by, link) => `${by} übernimmt dies nicht: ${link}`,
    handedBack: (by, link) => `${by} hat dies zurückgegeben: ${link}`,
  },
  cameBackTitle: (reference) => `Wartet wieder auf jemanden (${reference})`,
  cameBack: (from, link, { desk }) =>
    `${from} hatte dies übernommen und gehört nicht mehr dazu (${desk}): ${link}. Es wartet wieder auf Sie.`,
  roomsStayTitle: (reference) => `Gelöscht, ein Raum bleibt (${reference})`,
  roomsStay: (rooms) =>
    `Das Thema wurde im Forum gelöscht. Was Sie untereinander dazu schrieben, bleibt geschlossen hier: ${rooms}. Löschen Sie auch das, wenn es weg muss.`,
  promiseTitle: (reference) => `Der zugesagte Tag ist da (${reference})`,
  promiseDue: (link, vendor) =>
    `Für heute ist etwas zugesagt (${vendor ?? 'von außen'}): ${link}. Wenn es da ist, schreiben Sie dort \`fortsetzen\`. Sonst haken Sie bitte nach und schreiben \`pausieren\` mit dem neuen Tag.`,
  acceptLine: (line) => `Wenn ja, schreiben Sie dort: \`${line}\`. Bis dahin ändert sich nichts.`,
  say: {
    alreadyWith: ({ groups, when, person }) =>
      `Liegt schon seit ${when} bei ${groups}${person && `, übernommen von ${person}`}; es wurde nichts weiter getan.`,
    tooEarly: ({ when }, { experts, facilitators }) =>
      when
        ? `Selbst weiterreichen (${experts}) können Sie ab ${when}, wenn bis dahin keine gute Antwort da ist. Vorher hilft: ${facilitators}.`
        : `Weitergereicht (${experts}) wird hier durch: ${facilitators}. Bitte wenden Sie sich dorthin.`,
    onceADay: ({ when }, { facilitators }) =>
      `Sie haben dies vor weniger als einem Tag weitergereicht; wieder möglich ab ${when}. Vorher hilft: ${facilitators}.`,
    tooOften: (_told, { experts, facilitators }) =>
      `Sie haben innerhalb einer Woche schon mehrmals weitergereicht (${experts}), es wurde nichts getan. Darüber entscheidet: ${facilitators}. Bitte wenden Sie sich dorthin.`,
    unknownGroup: ({ groups }) => `Diese Gruppe nimmt hier nichts an, es wurde nichts getan. Möglich sind: ${groups}.`,
    unknownLevel: ({ levels, groups }) =>
      `Für diese Stufe ist niemand eingetragen, es wurde nichts getan. Es gibt die Stufen ${levels} und die Gruppen ${groups}.`,
    noExperts: (_told, { facilitators }) =>
      `Es ist niemand eingetragen, an den weitergereicht werden könnte. Weiter hilft: ${facilitators}.`,
    sameGroup: ({ groups }) => `Liegt schon bei ${groups}; zum Weiterreichen bitte eine andere Gruppe nennen.`,
    ticketEnded: () => 'Dies ist abgeschlossen, es wurde nichts getan. Bitte wieder öffnen oder neu beginnen.',
    nothingOpen: () => 'Dies liegt im Augenblick bei niemandem. Mit `weiterreichen` geben Sie es weiter.',
    hasEnded: () => 'Dies ist schon beendet, es wurde nichts getan. Mit `weiterreichen` im Thema beginnt es neu.',
    notInGroup: ({ groups }, { experts }) => `Annehmen können nur: ${experts}${groups && ` (${groups})`}. Es wurde nichts getan.`,
    ownQuestion: () => 'Das haben Sie selbst gestellt; übernehmen muss es jemand anderes.',
    taken: ({ person, when }) => `${person} war zuerst da, seit ${when}; es wurde nichts geändert.`,
    youHaveIt: () => 'Sie haben dies schon übernommen.',
    notOwner: ({ person }, { facilitators }) =>
      `Das kann nur, wer angenommen hat${person && ` (${person})`}, oder: ${facilitators}. Es wurde nichts getan.`,
    alreadyDeclined: () => 'Sie haben schon abgelehnt; es wurde nichts weiter getan.',
    unknownPerson: () => 'Unter diesem Namen ist hier niemand bekannt, es wurde nichts getan. Bitte den Namen prüfen.',
    noRole: ({ person }, { facilitators }) => `${person} hat hier keine Rolle, es wurde nichts getan. Wer eine hat, sagt: ${facilitators}.`,
    neverTheAsker: (_told, { asker }) => `Dort nicht dabei: ${asker}. Es wurde nichts getan.`,
    inviteFirst: ({ person }) =>
      `Dies ist vertraulich und ${person} noch nicht bekannt. Bitte zuerst mit \`einladen\` dazuholen, dann zuweisen.`,
    alreadyIn: ({ person }) => `${person} ist schon dabei.`,
    notIn: ({ person }) =>
      `${person} wurde nicht namentlich eingeladen, es wurde nichts getan. Wer in den Gruppen ist, ist durch sie dabei.`,
    tooMany: () => 'Zwanzig Personen sind schon namentlich eingeladen, es wurde nichts getan. Bitte zuerst jemanden entfernen.',
    nothingLate: () => 'Es wurde nichts geändert: Diese Zeit wurde nicht überschritten, es gibt nichts wegzulassen.',
    openFirst: () => 'Eine Notiz braucht einen Raum, und keiner ist offen. Bitte zuerst: `weiterreichen`.',
  },
};
