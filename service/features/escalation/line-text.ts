import { parseCommand } from '../../../shared/commands/parse.js';
import type { WantContext } from '../../engine/feature.js';
import type { EscalationSettings } from './settings.js';
import type { EscalationView } from './view.js';

/** What a person wrote as reason or note, read again from her line: views hold no text, and an erased text is gone here too. */
export function textOfLine(view: EscalationView, id: string | null, context: WantContext<EscalationSettings>): string | null {
  const line = id === null ? null : context.text(view.lines[id] ?? null);
  if (line === null) return null;
  const { locale, commands } = context.community;
  const names = [line.split(/[\s:,]/, 1)[0]?.slice(1) ?? ''];
  const parsed = parseCommand(line, { names, locale, translations: commands?.words ?? {}, today: context.now.slice(0, 10) });
  if (!parsed.ok) return null;
  const { reason, text } = parsed.args as { readonly reason?: string; readonly text?: string };
  return reason ?? text ?? null;
}
