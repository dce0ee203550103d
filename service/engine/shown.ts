import type { CommandRole } from '../../shared/commands/vocabulary.js';
import type { ConfigValue, TicketValue } from '../../shared/contracts/plugin/shown.js';
import { hashState } from '../../shared/text.js';
import type { CommunitySettings, SettingsVersion } from '../../shared/settings.js';
import type { Effect } from '../ports/store.js';
import { settingsTimeline } from './communities.js';
import type { Derived, DeriveInput } from './derived.js';
import type { NoticeValue } from './effects.js';
import type { Part, ShownContext, TicketView, Want } from './feature.js';
import { maySay } from './may-say.js';
import { toAct } from './speak.js';
import type { SurfaceWant } from './surfaces.js';

/** What a forum with the plugin shows of a ticket; null: nothing of it is to be shown any more. */
export type TicketShownRule = (ticket: TicketView, context: ShownContext) => TicketValue | null;
/** What the plugin must know of a community. */
export type ConfigShownRule = (
  settings: CommunitySettings,
  given: { readonly version: number; readonly categories: readonly number[] },
) => ConfigValue;

interface Showing extends Pick<ShownContext, 'state' | 'community' | 'botId' | 'rolesOf'> {
  readonly derived: Derived;
  /** With the views of features that are on. */
  readonly ticket: TicketView;
  readonly on: ReadonlyArray<Part | Want>;
  readonly effects: readonly Effect[];
}

/** Wanted only where the plugin is there. */
export function ticketWants(rule: TicketShownRule | undefined, showing: Showing): SurfaceWant[] {
  if (rule === undefined) return [];
  const { derived, ticket, on, effects, state, community, botId, rolesOf } = showing;
  const topic = derived.topic.id;
  const key = `ticket:${topic}`;
  const notices = new Map(on.flatMap((said) => (said.type === 'NoticePart' ? [[said.post, said.text] as const] : [])));
  const asked = { derived, ticket, community, rolesOf };
  const acts = effects.flatMap(toAct);
  const said = new Map<number | CommandRole, ReturnType<ShownContext['maySay']>>();
  // Every word is tried for it: once for each who asks.
  const saidOnce: ShownContext['maySay'] = (who) => {
    const known = said.get(who) ?? maySay(who, asked);
    said.set(who, known);
    return known;
  };
  const context: ShownContext = { state, community, botId, rolesOf, notices, acts, maySay: saidOnce };
  const value = derived.leftBecause === null ? rule(ticket, context) : null;
  if (value === null && !effects.some((effect) => effect.key === key)) return [];
  const because = value === null ? 'the desk shows nothing of it any more' : 'the plugin shows what is known of the ticket';
  return [wanted({ key, kind: 'ticket', value: { topic, value }, because })];
}

/** Of all communities; one that is designated no more is taken back. */
export function configWants(rule: ConfigShownRule | undefined, { material, now }: Omit<DeriveInput, 'features'>): SurfaceWant[] {
  if (rule === undefined || !material.plugin) return [];
  const timeline = settingsTimeline(material.settings, material.parents);
  const all = [...new Set([...material.parents.keys(), ...material.settings.flatMap(categoriesOf)])];
  const names = [...new Set(material.settings.map(({ community }) => community))];
  return names.map((community) => {
    const found = timeline.inForce(community, now);
    const categories = all.filter((category) => timeline.ofCategory(category, now) === community).sort((a, b) => a - b);
    const value = found && rule(found.settings, { version: found.version, categories });
    return wanted({ key: `config:${community}`, kind: 'config', value: { community, value }, because: 'its settings are in force' });
  });
}

function categoriesOf({ settings }: SettingsVersion): number[] {
  return settings === null ? [] : [settings.category];
}

/** Posts at which a notice of ours may stand: where the plugin shows the label, it is taken away. */
export function noticedPosts(effects: readonly Effect[]): ReadonlySet<number> {
  const sent = effects.filter(({ kind, state }) => kind === 'notice' && !NEVER_SENT.has(state));
  return new Set(sent.map(({ value }) => (value as NoticeValue).post));
}

const NEVER_SENT: ReadonlySet<Effect['state']> = new Set(['shadow', 'held', 'baseline', 'waiting', 'cancelled']);

function wanted(want: Pick<SurfaceWant, 'key' | 'kind' | 'value' | 'because'>): SurfaceWant {
  return {
    ...want,
    valueHash: hashState(want.value),
    notAfter: null,
    priority: want.kind === 'config' ? 0 : 4,
    isIrreversible: false,
    isAskedFor: false,
  };
}
