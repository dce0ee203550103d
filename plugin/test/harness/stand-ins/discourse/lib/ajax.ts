import type { ajax as realAjax } from "discourse/lib/ajax";

interface Options {
  type?: string;
  contentType?: string;
  data?: string | Record<string, unknown>;
}

/** As the forum's: JSON comes back read, and what is no success is thrown with the answer in it. */
export const ajax: typeof realAjax = async (
  path: string,
  options: Options = {}
) => {
  const { type = "GET", contentType, data } = options;
  const query =
    typeof data === "object"
      ? `?${new URLSearchParams(Object.entries(data).map(([name, value]) => [name, String(value)]))}`
      : "";
  let response: Response;
  try {
    response = await fetch(path + query, {
      method: type,
      headers: contentType ? { "content-type": contentType } : {},
      ...(typeof data === "string" && { body: data }),
    });
  } catch {
    throw { jqXHR: { status: 0 } };
  }
  const body = await response.json().catch(() => undefined);
  if (!response.ok) {
    throw { jqXHR: { status: response.status, responseJSON: body } };
  }
  return body;
};
