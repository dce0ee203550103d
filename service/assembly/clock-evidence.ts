import type { Instant } from '../../shared/instant.js';
import { DEFAULT_WORDS } from '../../shared/words.js';
import { judge, type Rules } from '../engine/judge.js';
import { evidenceText } from '../features/together/evidence-text.js';
import { evidenceOf, type ClockEvidence, type EvidenceSet } from '../features/together/evidence.js';
import type { TicketMaterial } from '../ports/store.js';

interface Asked {
  readonly topicId: number;
  readonly botId: number;
  readonly now: Instant;
  readonly material: TicketMaterial;
  /** Whose clocks. */
  readonly of: ReadonlyArray<EvidenceSet['of']>;
}

export interface Evidence {
  readonly community: string | null;
  readonly isPrivate: boolean;
  /** As data that can be counted again, and as people read it. */
  readonly data: ClockEvidence;
  readonly text: string;
}

/** The clocks of a ticket as evidence (CL-19), derived at this moment; null: the topic is no ticket. */
export function clockEvidence(rules: Rules, { topicId, botId, now, material, of }: Asked): Evidence | null {
  const { derived, state } = judge(rules, { topicId, botId, now, material }, material.effects);
  if (state === null) return null;
  const { community, ticket, topic, settings } = derived;
  const data = evidenceOf(ticket, { asOf: now, of });
  const words = (community === null ? null : settings.newest(community)?.settings.words) ?? DEFAULT_WORDS.en;
  return { community, isPrivate: topic.isPrivate, data, text: evidenceText(data, ticket, words) };
}
