/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import { communityName, type Frame } from './frame.js';
import { Moment } from './moment.js';
import { REVIEW_CORRECTIONS, REVIEW_DAYS, type CorrectedRule, type RuleReview } from './rule-review.js';

interface Props {
  readonly review: RuleReview;
  readonly frame: Frame;
}

/** TR-10: rules that sent questions to the wrong people. */
export function RuleReviewPage({ review: { review, others }, frame }: Props): JSX.Element {
  return (
    <>
      <p>
        A rule is listed for review when people wrote “not ours” {REVIEW_CORRECTIONS} times within {REVIEW_DAYS} days where it had sent the
        question. Only questions that you may read are counted. <a href="/routing">Try the rules on a topic</a>
      </p>
      <h2>To be reviewed</h2>
      {review.length === 0 ? <p>No rule needs a review.</p> : <Rules rules={review} frame={frame} />}
      {others.length === 0 ? null : (
        <>
          <h2>Corrected less often</h2>
          <Rules rules={others} frame={frame} />
        </>
      )}
    </>
  );
}

function Rules({ rules, frame }: { readonly rules: readonly CorrectedRule[]; readonly frame: Frame }): JSX.Element {
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">Rule</th>
          <th scope="col">Community</th>
          <th scope="col">Corrections</th>
          <th scope="col">Where</th>
        </tr>
      </thead>
      <tbody>
        {rules.map(({ community, rule, corrections }) => (
          <tr key={`${community}/${rule}`}>
            <td data-name="Rule">{rule}</td>
            <td data-name="Community">{communityName(frame, community)}</td>
            <td data-name="Corrections">{corrections.length}</td>
            <td data-name="Where">
              <ul class="plain">
                {corrections.map(({ topicId, at }) => (
                  <li key={`${topicId}/${at}`}>
                    <a href={`/tickets/${topicId}`}>HD-{topicId}</a>, <Moment at={at} /> (
                    <a href={`/routing?topic=${topicId}`}>try the rules</a>)
                  </li>
                ))}
              </ul>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
