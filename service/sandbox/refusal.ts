/** An answer of the forum that says no, as recorded. Expected, so it is a value and no exception. */
export interface Refusal {
  readonly refused: true;
  readonly status: number;
  readonly body: unknown;
  /** Sent as plain text although it is JSON. */
  readonly plain?: true;
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value && value.refused === true;
}

export function refusal(status: number, body: unknown): Refusal {
  return { refused: true, status, body };
}

const NOT_PERMITTED = 'You are not permitted to view the requested resource.';

export const notPermitted = (): Refusal => refusal(403, { errors: [NOT_PERMITTED], error_type: 'invalid_access' });
export const badKey = (): Refusal =>
  refusal(403, { errors: [`${NOT_PERMITTED} The API username or key is invalid.`], error_type: 'invalid_access' });
export const notFound = (): Refusal =>
  refusal(404, { errors: ['The requested URL or resource could not be found.'], error_type: 'not_found' });
/** An unknown record below a route that looks it up without a check of its own. */
export const noRecord = (): Refusal => refusal(404, { status: 404, error: 'Not Found' });
export const badCsrf = (): Refusal => ({ ...refusal(403, ['BAD CSRF']), plain: true });
export const brokenJson = (): Refusal => refusal(400, { status: 400, error: 'Bad Request' });
export const serverError = (): Refusal => refusal(500, { status: 500, error: 'Internal Server Error' });
export const invalid = (what: string): Refusal =>
  refusal(400, { errors: [`You supplied invalid parameters to the request: ${what}`], error_type: 'invalid_parameters' });
export const unprocessable = (...errors: string[]): Refusal => refusal(422, { errors });
export const notCreated = (...errors: string[]): Refusal => refusal(422, { action: 'create_post', errors });
/** One sentence for a topic that is closed, deleted, forbidden or unknown, and for a silenced author (fact 28). */
export const topicGone = (): Refusal =>
  notCreated('Something has gone wrong. Perhaps this topic was closed or deleted while you were looking at it?');
export const readOnly = (): Refusal =>
  refusal(503, { errors: ['The site is in read only mode. Interactions are disabled.'], error_type: 'read_only' });
