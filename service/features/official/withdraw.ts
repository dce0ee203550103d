import { withAnswer } from './answered.js';
import type { CommandOf } from '../../engine/feature.js';
import type { OfficialView, Signature } from './view.js';

/** `withdraw <reason>`, as reply to the signed post or in it: her own signature, or any by a facilitator (OF-11). */
export function withdrawn(view: OfficialView, command: CommandOf<'withdraw'>): OfficialView {
  const { author, at, args, roles } = command;
  const found = openOn(view, command.replyTo) ?? openOn(view, command.post);
  if (!found) return withAnswer(view, command, 'notSigned');
  if (found.signer !== author && !roles.has('facilitator')) return withAnswer(view, command, 'notOwn');
  const end = { type: 'withdrawn', at, by: author, reason: args.reason } as const;
  const signatures = view.signatures.map((one) => (one === found ? { ...one, end } : one));
  return withAnswer({ ...view, signatures }, command, null);
}

function openOn(view: OfficialView, post: number | null): Signature | undefined {
  return view.signatures.findLast((one) => one.post === post && one.end === null);
}
