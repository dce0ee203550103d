import { language } from "./say";

const FORM = {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "numeric",
  minute: "2-digit",
};
/**
 * A moment in the reader's zone, with its date; the year only where it is another.
 *
 * @param {string} instant
 * @param {{ zone?: string, now?: Date }} [reader]
 */
export function moment(instant, { zone, now = new Date() } = {}) {
  const at = new Date(instant);
  const isOtherYear = at.getFullYear() !== now.getFullYear();
  return written(
    at,
    { ...FORM, ...(isOtherYear && { year: "numeric" }) },
    zone
  );
}

function written(at, form, zone) {
  return new Intl.DateTimeFormat(language(), {
    ...form,
    timeZone: zone ?? undefined,
  }).format(at);
}

/** The zone that a person set, else that of the browser. */
export function zoneOf(user) {
  return user?.user_option?.timezone || user?.timezone || undefined;
}
