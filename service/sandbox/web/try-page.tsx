/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import { renderPage } from './layout.js';
import type { Visit } from './visit.js';

/** Five things to click for somebody who has two minutes (OP-01). The person is chosen with the buttons at the top. */
export function tryPage(visit: Visit): string {
  return renderPage({ visit, title: 'What to try', isStill: true, children: <Five visit={visit} /> });
}

function Five({ visit }: { readonly visit: Visit }): JSX.Element {
  return (
    <>
      <p>A week has been played here. Each of these takes about twenty seconds; choose who you are with the buttons above.</p>
      <ol>
        <li>
          <strong>Ask.</strong> As Ada, <a href={categoryPathOf(visit, 'Housing Desk')}>ask a question</a> in Housing Desk. Within three
          seconds the desk writes below it who has it, when to expect an answer, and who decides.
        </li>
        <li>
          <strong>Answer officially.</strong> As Bo, reply to it, and end your reply with a line of its own: <code>@desk official</code>.
          The reply gets its label; edit it, and the label says so and goes.
        </li>
        <li>
          <strong>Ask the experts.</strong> As Chris, reply to another question with <code>@desk escalate because nobody knows</code>. Then,
          as Bo, open <a href="/web/messages/group/housing_experts">the messages of the experts</a> and reply there with{' '}
          <code>@desk accept</code>: the question shows who took it on.
        </li>
        <li>
          <strong>Ask privately.</strong> As Ada, <a href="/web/message?to=housing_experts">write to housing_experts</a>. Become Chris, Bo
          and nobody, and see who finds it.
        </li>
        <li>
          <strong>Keep an answer.</strong> As Chris, reply to an official answer with <code>@desk publish</code>: it becomes an article of
          the <a href={categoryPathOf(visit, 'FAQ')}>FAQ</a>, linked both ways.
        </li>
      </ol>
      <p>
        Lost? <code>@desk help</code> in any reply lists what you may do there, in a message to you.
      </p>
    </>
  );
}

/** Where a question is asked in a category, or its topics are listed for those who may not ask. */
function categoryPathOf({ state, reader }: Visit, name: string): string {
  const id = state.categories.find((category) => category.name === name)?.id ?? 0;
  return reader === null || name === 'FAQ' ? `/?category=${id}` : `/web/ask?category=${id}`;
}
