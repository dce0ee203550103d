import type { FoldContext } from '../../engine/feature.js';
import { officialStands, type OfficialView } from '../official/view.js';
import type { SaidOutcome, TriageView } from '../triage/view.js';
import type { ClocksSettings } from './settings.js';
import { isSignedMode } from './signed.js';

type Context = FoldContext<ClocksSettings>;

/** TR-29: the word by which it is solved or decided now, as the state of the ticket has it; null: none is. */
export function endingWord(context: Context): SaidOutcome | null {
  const triage = triageOf(context);
  if (triage === undefined || triage.stillNeedsHelpSince !== null || triage.topsQueue) return null;
  return answerSaid(triage, context);
}

/** OF-13: where the official answer decides, a word ends it when such an answer stands, and that may come after the word. */
function answerSaid(triage: TriageView, context: Context): SaidOutcome | null {
  const { asker, desk } = triage.outcomes;
  const said = asker ?? desk;
  if (said === null || (said.value !== 'solved' && said.value !== 'decided')) return null;
  if (!isSignedMode(context)) return said;
  const official = context.ticket.views['official'] as OfficialView | undefined;
  if (official === undefined || !officialStands(official)) return null;
  const roles = context.rolesOf(said.by, said.at);
  return said === asker || roles.has('facilitator') || roles.has('deskLead') ? said : null;
}

/** Whether it was agreed before it was signed: then the signature ends it. */
export function isAgreedBefore(signedAt: string, context: Context): boolean {
  const triage = triageOf(context);
  const said = triage === undefined ? null : answerSaid(triage, context);
  return said !== null && said.at < signedAt && isSignedMode(context);
}

function triageOf({ ticket }: Context): TriageView | undefined {
  return ticket.views['triage'] as TriageView | undefined;
}
