import type { CommandAnswer, TicketView, WantContext } from '../../engine/feature.js';
import { articleKey, linkTo, madeTopic } from './keys.js';
import { messages } from './messages.js';
import type { FaqSettings } from './settings.js';
import type { Answered, FaqView } from './view.js';

/** What became of each line that is the FAQ's. */
export function answers(view: FaqView, { topic }: TicketView, context: WantContext<FaqSettings>): CommandAnswer[] {
  const { words, locale, acts } = context;
  const linkOf = ({ post, saying }: Answered): string | null => {
    if (post === null || (saying !== 'published' && saying !== 'inLibrary')) return null;
    const made = madeTopic(acts, articleKey(topic.id, { collection: saying === 'inLibrary' ? 'library' : 'faq', post }));
    return made === null ? null : linkTo(`/t/${made}`);
  };
  return view.answered.map((answered) => {
    const { id, outcome, saying } = answered;
    return { id, outcome, text: saying === null ? null : messages[locale].answers[saying]({ words, link: linkOf(answered) }) };
  });
}
