/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import { communityName, type Frame } from './frame.js';
import type { RoutingAnswer, RoutingTrial, TriedCondition } from './routing.js';

interface Props {
  /** As it was asked for; empty: nothing yet. */
  readonly asked: { readonly topic: string; readonly community: string | null };
  readonly answer: RoutingAnswer | null;
  readonly frame: Frame;
}

const PROBLEMS = {
  unknown: 'No topic of this number is known here, or it is not for you.',
  whichCommunity: 'This topic is in no community. Choose the community whose rules are to be tried.',
  noRules: 'The rules of this community cannot be read.',
} as const;

/** TR-07: which rule takes a topic, and why those before it do not. */
export function RoutingPage({ asked, answer, frame }: Props): JSX.Element {
  return (
    <>
      <p>
        Which rule takes a topic, by the settings of now and by what the topic says now. Nothing is changed by trying.{' '}
        <a href="/rules">Rules that need a review</a>
      </p>
      <form method="get" action="/routing" class="filters" aria-label="Which topic">
        <label>
          Topic
          <input name="topic" value={asked.topic} placeholder="HD-20" required />
        </label>
        <label>
          Community
          <select name="community">
            <option value="" selected={asked.community === null}>
              its own
            </option>
            {[...frame.communities].map(([id, { name }]) => (
              <option key={id} value={id} selected={id === asked.community}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button type="submit">Try</button>
      </form>
      {answer === null ? null : 'problem' in answer ? (
        <p class="note bad">{PROBLEMS[answer.problem]}</p>
      ) : (
        <Trial trial={answer.trial} frame={frame} />
      )}
    </>
  );
}

function Trial({ trial, frame }: { readonly trial: RoutingTrial; readonly frame: Frame }): JSX.Element {
  const { topicId, community, question, rules, same } = trial;
  const matched = rules.find(({ outcome }) => outcome === 'matched');
  return (
    <section>
      <h2>
        <a href={`/tickets/${topicId}`}>HD-{topicId}</a> by the rules of {communityName(frame, community)}
      </h2>
      <p>
        <strong>{matched ? `The rule “${matched.name}” takes it.` : 'No rule takes it.'}</strong>{' '}
        {matched ? '' : 'What no tag and no starter rule types either waits with the facilitators.'} What a person said, and tags that name
        a kind, come before any rule.
      </p>
      {question.title === null && question.text === null ? (
        <p class="note">Its title and text are not kept here, so no word in them could be found.</p>
      ) : null}
      {same.map((names) => (
        <p key={names.join('/')} class="note bad">
          The rules {names.map((name) => `“${name}”`).join(' and ')} ask for the same: of these only the first is ever applied.
        </p>
      ))}
      {rules.length === 0 ? <p>This community has no rules.</p> : null}
      <ol>
        {rules.map((rule) => (
          <li key={rule.name}>
            <Rule rule={rule} trial={trial} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Rule({ rule, trial }: { readonly rule: RoutingTrial['rules'][number]; readonly trial: RoutingTrial }): JSX.Element {
  const { name, outcome, conditions, group } = rule;
  if (outcome === 'later') {
    return (
      <>
        <strong>{name}</strong>: <span class="quiet">not asked, because an earlier rule takes it</span>
      </>
    );
  }
  const to = group === null ? '' : `; it goes to ${trial.labels.get(`group:${group}`) ?? `group ${group}`}`;
  return (
    <>
      <strong>{name}</strong>: {outcome === 'matched' ? `takes it${to}` : 'does not take it'}
      <ul>
        {conditions.map((condition) => (
          <li key={condition.what}>
            {condition.holds ? 'Yes: ' : 'No: '}
            {conditionInWords(condition, trial)}
          </li>
        ))}
      </ul>
    </>
  );
}

function conditionInWords(condition: TriedCondition, { question, labels }: RoutingTrial): string {
  const categoryOf = (id: number): string => labels.get(`category:${id}`) ?? `category ${id}`;
  switch (condition.what) {
    case 'categories': {
      const there = question.category === null ? 'it is in no category' : `it is in ${categoryOf(question.category)}`;
      return `${there}; the rule asks for ${condition.asked.map(categoryOf).join(' or ')}`;
    }
    case 'tags': {
      const there = question.tags.length === 0 ? 'it has no tags' : `it has the tags ${question.tags.join(', ')}`;
      return `${there}; the rule asks for ${condition.asked.join(' or ')}`;
    }
    case 'words':
      return `its title and first post hold ${condition.holds ? 'one' : 'none'} of the words ${condition.asked.join(', ')}`;
    case 'channel':
      return `it was asked ${question.isPrivateAsk ? 'in private' : 'in the open'}; the rule is for what is asked ${condition.asked === 'private' ? 'in private' : 'in the open'}`;
  }
}
