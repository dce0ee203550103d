import type { ConfigValue } from '../../../shared/contracts/plugin/shown.js';
import type { CommunitySettings } from '../../../shared/settings.js';
import { shownMessages } from './shown-messages.js';

interface OfficialPart {
  readonly riskTags?: readonly string[];
  readonly tag?: string;
}

interface ClocksPart {
  readonly targets?: { readonly firstReplyMinutes?: number | null };
}

/** What the plugin must know of a community to decide while the service is away. `categories`: its own and those below it. */
export function configShown(
  settings: CommunitySettings,
  { version, categories }: { version: number; categories: readonly number[] },
): ConfigValue {
  const { name, locale, words, roles, features, privateAsking } = settings;
  const section = features['official'];
  const official = section?.mode === 'on' ? (section.settings as OfficialPart) : null;
  const riskTags = [...(official?.riskTags ?? [])];
  const say = shownMessages[locale];
  return {
    version,
    name,
    locale,
    categoryIds: [...categories],
    faqCategoryId: settings.faqCategory,
    groups: {
      expert: [...roles.expert],
      signer: [...roles.signer],
      facilitator: [...roles.facilitator],
      deskLead: [...roles.deskLead],
      ask: privateAsking === false ? [] : [...roles.expert],
    },
    riskTags,
    officialTag: official?.tag ?? null,
    words: { ...words },
    texts: { notYetChecked: say.notYetChecked(words), privateNotice: say.privateNotice(words), expectedReply: expectedReply(settings) },
    switches: {
      labels: Object.values(features).some(({ mode }) => mode === 'on'),
      riskNotices: riskTags.length > 0,
      privateAsking: privateAsking !== false,
      withholding: true,
    },
    consoleUrl: null,
  };
}

/** UI-22: what the default policy promises to most questions; a special one may promise another time, which the ticket tells. */
function expectedReply({ features, words, locale }: CommunitySettings): string | null {
  const section = features['clocks'];
  const minutes = section?.mode === 'on' ? ((section.settings as ClocksPart).targets?.firstReplyMinutes ?? null) : null;
  return minutes === null ? null : shownMessages[locale].expectedReply(minutes, words);
}
