/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import type { Fact } from '../../shared/facts.js';
import type { Instant } from '../../shared/instant.js';
import type { Words } from '../../shared/words.js';
import { factInWords, sourceInWords, type Naming } from './fact-in-words.js';
import { Moment } from './moment.js';
import type { TicketDetails } from './queries.js';
import { roleInWords } from './roles-for-pages.js';

export function Facts({
  details,
  naming,
  words,
}: {
  readonly details: TicketDetails;
  readonly naming: Naming;
  readonly words: Words;
}): JSX.Element {
  const { facts, factsLeftOut, roleAt } = details;
  // Who did it, and in which role at that time (TR-01).
  const namingAt = (at: Instant, plain: Naming): Naming => ({
    ...plain,
    person: (user) => (user === null ? plain.person(user) : `${plain.person(user)} (${roleInWords(roleAt(user, at), words)})`),
  });
  return (
    <section>
      <h2>Facts</h2>
      {factsLeftOut > 0 ? (
        <p class="quiet">Left out: {factsLeftOut} that only repeat one shown here, or are older, or are about posts elsewhere.</p>
      ) : null}
      <ol class="facts">
        {facts.map((fact) => (
          <FactLine key={fact.key} fact={fact} naming={details.isPrivate ? naming : namingAt(fact.at, naming)} />
        ))}
      </ol>
    </section>
  );
}

function FactLine({ fact, naming }: { readonly fact: Fact; readonly naming: Naming }): JSX.Element {
  return (
    <li>
      {factInWords(fact.body, naming)}
      {fact.unconfirmed ? <span class="mark">not confirmed by a read</span> : null}
      <br />
      <span class="quiet">
        <Moment at={fact.at} />
        {fact.at === fact.learntAt ? ', known at once' : ', known since '}
        {fact.at === fact.learntAt ? null : <Moment at={fact.learntAt} />}, from {sourceInWords(fact.source)}
      </span>
    </li>
  );
}
