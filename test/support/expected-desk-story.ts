import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { ReplayResult } from '../../service/cli/replay/report.js';
import type { EscalationView } from '../../service/features/escalation/view.js';
import type { FaqView } from '../../service/features/faq/view.js';
import { isStanding, type OfficialView } from '../../service/features/official/view.js';
import { asExpected } from './expected-story.js';

type Json = Readonly<Record<string, unknown>>;
export interface ExpectedDeskStory {
  readonly topics: Readonly<Record<string, Json>>;
}

/** Written by hand from the recording; a missing file fails the test. */
export function loadExpectedDesk(file: string): ExpectedDeskStory {
  if (!existsSync(file)) throw new Error(`${file} is missing: somebody who has not seen the code writes it from the recording`);
  return parse(readFileSync(file, 'utf8')) as ExpectedDeskStory;
}

/** The fields of the other recorded stories, and what was signed, passed on and published. */
export function asExpectedDesk(result: ReplayResult, topic: number): Json {
  const found = result.tickets.find((ticket) => ticket['topic'] === topic);
  if (!found) return { ticket: false };
  const { official, escalation, faq } = found['features'] as { official: OfficialView; escalation: EscalationView; faq: FaqView };
  return {
    ...asExpected(result, topic),
    community: found['community'],
    // The view shows apart what the desk itself wrote.
    visiblePosts: [...(found['visiblePosts'] as number[]), ...(found['ownPosts'] as number[])].sort((a, b) => a - b),
    signatures: official.signatures.map((one) => ({
      post: one.post,
      signer: one.signer,
      at: one.at,
      scope: one.scope,
      until: one.until?.day ?? null,
      stands: isStanding(one),
      end: one.end && { how: one.end.type, at: one.end.at },
    })),
    escalations: escalation.escalations.map((one) => ({
      at: one.at,
      cause: one.cause.type,
      accepted: one.accepted,
      end: one.end && { how: one.end.how, at: one.end.at, by: one.end.by },
    })),
    drafts: faq.drafts.map(({ post, by, at }) => ({ post, by, at })),
    articles: faq.articles.map(({ post, by, at }) => ({ post, by, at })),
  };
}
