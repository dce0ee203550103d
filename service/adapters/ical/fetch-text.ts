import axios, { AxiosError } from 'axios';
import ipaddr from 'ipaddr.js';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { HolidayError } from '../../ports/holidays.js';
import { MOST_BYTES } from './ical-entries.js';

export interface Fetching {
  /** Addresses in the network of the service itself may be asked as well. */
  readonly isPrivateAllowed: boolean;
  readonly timeoutSeconds?: number;
}

const [MOST_REDIRECTS, TIMEOUT_SECONDS] = [3, 10];

/** The text at an address that somebody wrote into the settings: over http or https, small, soon, and from a public place. */
export async function fetchText(address: string, fetching: Fetching): Promise<string> {
  const timeout = (fetching.timeoutSeconds ?? TIMEOUT_SECONDS) * 1000;
  const signal = AbortSignal.timeout(timeout);
  let url = parsed(address);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const { status, location, data } = await get(url, { ...fetching, timeout, signal });
    if (status === 200) return data;
    if (![301, 302, 303, 307, 308].includes(status) || location === null)
      throw new HolidayError(`was answered with ${status}; check the address, and whether it can be read without a login`);
    url = parsed(URL.canParse(location, url.href) ? new URL(location, url).href : location);
  }
  throw new HolidayError(`is redirected more than ${MOST_REDIRECTS} times; write the address at which it ends`);
}

function parsed(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw new HolidayError('is at no address that begins with http:// or https://');
  return url;
}

interface Asking extends Fetching {
  readonly timeout: number;
  readonly signal: AbortSignal;
}

interface Answered {
  readonly status: number;
  readonly location: string | null;
  readonly data: string;
}

async function get(url: URL, { isPrivateAllowed, timeout, signal }: Asking): Promise<Answered> {
  // A host that is an address is never looked up.
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) refusePrivate(host, isPrivateAllowed);
  try {
    const { status, headers, data } = await axios.get<string>(url.href, {
      responseType: 'text',
      transformResponse: (text: string) => text,
      maxRedirects: 0,
      maxContentLength: MOST_BYTES,
      timeout,
      signal,
      proxy: false,
      validateStatus: () => true,
      headers: { accept: 'text/calendar, text/plain;q=0.5' },
      // Checked here, where it is connected to: a name cannot lead elsewhere afterwards.
      lookup: async (name: string) => {
        const { address, family } = await lookup(name);
        refusePrivate(address, isPrivateAllowed);
        return { address, family: family === 6 ? 6 : 4 };
      },
    });
    const location: unknown = headers['location'];
    return { status, location: typeof location === 'string' ? location : null, data };
  } catch (error) {
    throw told(error);
  }
}

function refusePrivate(address: string, isAllowed: boolean): void {
  if (isAllowed || ipaddr.process(address).range() === 'unicast') return;
  throw new HolidayError(
    'is at an address inside a private network, which is not asked; set CALENDARS_FROM_PRIVATE_NETWORK=yes if it is yours, or use a file',
  );
}

/** The library's error may hold the address with its secret, and the body. */
function told(error: unknown): HolidayError {
  const cause = error instanceof AxiosError ? error.cause : error;
  if (cause instanceof HolidayError) return cause;
  const text = error instanceof Error ? error.message : '';
  if (/maxContentLength/i.test(text)) return new HolidayError('is larger than 1 MB; export only the holidays');
  const code = error instanceof AxiosError ? error.code : undefined;
  if (code === 'ECONNABORTED' || code === 'ERR_CANCELED' || code === 'ETIMEDOUT') return new HolidayError('did not answer in time');
  return new HolidayError(`could not be reached${code === undefined ? '' : ` (${code})`}; check the address`);
}
