import type { CommunitySettings } from '../../../shared/settings.js';
import { calendarOfDesk } from '../clocks/arithmetic/people.js';
import type { OfficialSettings } from './settings.js';

interface Zoned {
  readonly settings: Pick<OfficialSettings, 'timeZone'>;
  readonly community: Pick<CommunitySettings, 'features'>;
}

/** In which zone days end and times are written: its own, else that of the desk, so that all times of a status post are of one zone. */
export function zoneOf({ settings, community }: Zoned): string {
  return settings.timeZone ?? calendarOfDesk(community).tz;
}
