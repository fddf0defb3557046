import type { HuggingFace } from './download-address.js';

/** Why a file could not be had. A sentence for the admin: no path of an address, no query, no token is in it. */
export class FetchFailure extends Error {
  constructor(
    message: string,
    /** Worth another try: the connection broke, the server is busy. */
    readonly passing: boolean,
    readonly retryAfterMs = 0,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

/** One reply with the bytes of a file. */
export interface RemoteFile {
  /** After all redirects, and what has to be sent there. */
  url: URL;
  headers: Record<string, string>;
  /** First byte of the body within the file. */
  from: number;
  totalBytes: number | null;
  /** Tells this file from a later one at the same address: `"…"` an ETag, `sha256:…` what Hugging Face knows of it. */
  version: string | null;
  sha256: string | null;
  body: AsyncIterable<Uint8Array>;
}

interface Wanted {
  huggingFace: HuggingFace;
  signal: AbortSignal;
  /** Called at each sign of life of the server. */
  alive?: () => void;
  /** First byte; `last` alone asks for a few bytes, to see what the file is. */
  from?: number;
  last?: number;
  version?: string | null;
}

const mostRedirects = 5;

/**
 * Asks for a file from one byte on. Redirects are followed by hand: only to https, and the token stays with Hugging Face's own host.
 * Whoever calls aborts `signal` when done, whatever came: that closes the connections.
 * @throws {FetchFailure}
 */
export const openRemoteFile = async (start: URL, wanted: Wanted): Promise<RemoteFile> => {
  const { huggingFace, signal, from = 0, last, version } = wanted;
  const hub = new URL(huggingFace.endpoint).origin;
  const linked: { sha256: string | null; bytes: number | null } = { sha256: null, bytes: null };
  let url = start;
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    if (url.protocol !== 'https:' && url.origin !== hub) throw new FetchFailure(`${start.host} sends us on to an address that is not https. That is not followed.`, false);
    const authorization: Record<string, string> = url.origin === hub && huggingFace.token ? { authorization: `Bearer ${huggingFace.token}` } : {};
    const headers = { ...authorization, 'user-agent': 'llamune_poc', ...rangeOf(from, last, version) };
    const response = await fetch(url, { redirect: 'manual', headers, signal }).catch((error: unknown) => {
      throw unreachable(url, error);
    });
    wanted.alive?.();
    if (url.origin === hub) noteLinked(response.headers, linked);
    const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
    if (location === null) return read(response, { url, headers: authorization, from, linked, hub, redirected: redirects > 0 });
    if (!URL.canParse(location, url.href)) throw new FetchFailure(`${url.host} sends us on to something that is no address.`, false);
    url = new URL(location, url);
    if (url.username || url.password) throw new FetchFailure(`${start.host} sends us on to an address with a password. That is not followed.`, false);
  }
  throw new FetchFailure(`${start.host} sends us on more than ${mostRedirects} times.`, false);
};

/**
 * Never compressed: with a range, fetch itself says so.
 * If-Range: a file that has changed comes whole. Only for strong ETags; what Hugging Face knows is compared by ourselves, for its servers have ETags of their own.
 */
const rangeOf = (from: number, last: number | undefined, version: string | null | undefined): Record<string, string> => {
  if (from === 0 && last === undefined) return { 'accept-encoding': 'identity' };
  return { range: `bytes=${from}-${last ?? ''}`, ...(from > 0 && version?.startsWith('"') && { 'if-range': version }) };
};

const noteLinked = (headers: Headers, linked: { sha256: string | null; bytes: number | null }) => {
  const sha256 = /^"?([0-9a-f]{64})"?$/.exec(headers.get('x-linked-etag') ?? '')?.[1];
  const bytes = /^\d{1,15}$/.exec(headers.get('x-linked-size') ?? '')?.[0];
  if (sha256) linked.sha256 = sha256;
  if (bytes) linked.bytes = Number(bytes);
};

interface Hop {
  url: URL;
  headers: Record<string, string>;
  from: number;
  linked: { sha256: string | null; bytes: number | null };
  hub: string;
  redirected: boolean;
}

const read = (response: Response, hop: Hop): RemoteFile => {
  const { url, linked } = hop;
  if ((response.status !== 200 && response.status !== 206) || !response.body) throw refusalOf(response, hop);
  if ((response.headers.get('content-encoding') ?? 'identity') !== 'identity') throw new FetchFailure(`${url.host} gives the file in a coding that was not asked for.`, false);
  const { from, totalBytes } = extentOf(response, url, hop.from);
  if (linked.bytes !== null && totalBytes !== null && linked.bytes !== totalBytes)
    throw new FetchFailure(`Hugging Face says that the file has ${linked.bytes} bytes, but ${url.host} has ${totalBytes}.`, false);
  const version = linked.sha256 ? `sha256:${linked.sha256}` : response.headers.get('etag');
  return { url, headers: hop.headers, from, totalBytes: totalBytes ?? linked.bytes, version, sha256: linked.sha256, body: response.body };
};

/** A server that knows no ranges answers 200 with the whole file. */
const extentOf = (response: Response, url: URL, wanted: number): { from: number; totalBytes: number | null } => {
  if (response.status === 200) return { from: 0, totalBytes: numberIn(response.headers.get('content-length')) };
  const [, first, total] = /^bytes (\d{1,15})-\d{1,15}\/(\d{1,15}|\*)$/.exec(response.headers.get('content-range') ?? '') ?? [];
  if (first === undefined || Number(first) !== wanted) throw new FetchFailure(`${url.host} answers with another part of the file than was asked for.`, true);
  return { from: wanted, totalBytes: total === undefined || total === '*' ? null : Number(total) };
};
const numberIn = (text: string | null) => (text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null);

/** What is here already is longer than the file is by now. */
export class RangeRefused extends FetchFailure {}

const refusalOf = ({ status, headers }: Response, { url, hub, redirected }: Hop): FetchFailure => {
  const { host, origin } = url;
  if (status === 416) return new RangeRefused(`${host} has fewer bytes than are here already (HTTP 416).`, true);
  if (status === 401 || status === 403) {
    const remedy = origin === hub ? ' There is no such repository, or its model is gated: accept its terms there, set HF_TOKEN in .env and start llamune_poc again.' : '';
    // An address that was signed for a few minutes: the next try gets a new one.
    return new FetchFailure(`${host} refuses the file (HTTP ${status}).${remedy}`, redirected && origin !== hub);
  }
  if (status === 404 || status === 410) return new FetchFailure(`${host} has no such file (HTTP ${status}). Check the address: owner, repository, file name, revision.`, false);
  const passing = status === 408 || status === 425 || status === 429 || status >= 500;
  return new FetchFailure(`${host} answers with HTTP ${status}.`, passing, Math.min(numberIn(headers.get('retry-after')) ?? 0, 60) * 1000);
};

/** Only the code of the error is told: its text may hold the whole address. */
const unreachable = ({ host }: URL, error: unknown): FetchFailure => {
  const { cause } = error as Error & { cause?: { code?: unknown } };
  const code = typeof cause?.code === 'string' && /^[A-Z0-9_]{1,60}$/.test(cause.code) ? ` (${cause.code})` : '';
  return new FetchFailure(`${host} cannot be reached${code}. Check the network of this machine.`, true, 0, error);
};
