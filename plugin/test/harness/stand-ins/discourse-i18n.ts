import texts from "virtual:texts";

let locale: "en" | "de" = "en";

export function setLocale(next: "en" | "de") {
  locale = next;
}

/** A text that is missing says so, so that a test can find it. */
export function i18n(
  key: string,
  options: Record<string, unknown> = {}
): string {
  const found = key
    .split(".")
    .reduce((at: any, part) => at?.[part], texts[locale]);
  const { count } = options;
  const text =
    typeof found === "object" && count !== undefined
      ? found[count === 1 ? "one" : "other"]
      : found;
  if (typeof text !== "string") {
    return `[${locale}.${key}]`;
  }
  return text.replace(/%\{(\w+)\}/g, (_, name) =>
    options[name] === undefined ? `[missing ${name}]` : String(options[name])
  );
}

const I18n = {
  currentLocale: () => locale,
};

export default I18n;
