import { DomainError } from '../../errors.js';
import { partsOf, splitPart } from '../../split-gguf.js';

/** Where `hf:` addresses are, as https://huggingface.co or a mirror inside the company. */
export interface HuggingFace {
  endpoint: string;
  token?: string | undefined;
}

export interface DownloadAddress {
  /** As it was given, without what may be a secret. */
  shown: string;
  /** Each file of the model, the first part first, with its name in the models folder. */
  parts: { file: string; url: URL }[];
}

const mostParts = 100;
const longestName = 500;
const byName = /^hf:(\w[\w.-]*)\/(\w[\w.-]*)\/([^@]+\.gguf)(?:@(\w[\w./-]*))?$/i;
const byPage = /^\/(\w[\w.-]*)\/(\w[\w.-]*)\/(?:resolve|blob)\/([^/]+)\/(.+)$/;
const form = 'Give it as hf:owner/repository/file.gguf (with @revision, if it is not the newest) or as https://…/file.gguf.';
const invalid = (message: string) => new DomainError('invalid', `address: ${message}`);

/** @throws {DomainError} invalid: what is no address of a GGUF file, or one that this server never connects to. */
export const parseAddress = (address: string, { endpoint }: HuggingFace): DownloadAddress => {
  const parsed = address.startsWith('hf:') ? fromName(address, endpoint) : fromUrl(address, endpoint);
  const { file } = parsed;
  if (!/\.gguf$/i.test(file) || file.length > longestName || !file.split('/').every(isName)) throw invalid(`It must end with the name of a GGUF file. ${form}`);
  const split = splitPart(file);
  if (split && (split.part !== 1 || split.parts > mostParts)) throw invalid('This model is split into several files. Give the address of the first one, …-00001-of-….gguf.');
  return { shown: parsed.shown, parts: partsOf(file).map((part) => ({ file: part, url: beside(parsed.url, part) })) };
};

const fromName = (address: string, endpoint: string) => {
  const [, owner, repository, file, revision = 'main'] = byName.exec(address) ?? [];
  if (!owner || !repository || !file) throw invalid(`It names no GGUF file. ${form}`);
  return { shown: address, file: `${owner}/${repository}/${file}`, url: resolved(endpoint, owner, repository, revision, file) };
};

const fromUrl = (address: string, endpoint: string) => {
  const url = URL.canParse(address) ? new URL(address) : null;
  const hub = new URL(endpoint);
  if (!url || (url.protocol !== 'https:' && url.origin !== hub.origin)) throw invalid(`Only https addresses are fetched. ${form}`);
  if (url.username || url.password) throw invalid('It must not hold a user name or a password.');
  url.hash = '';
  const shown = `${url.origin}${url.pathname}`;
  // What people copy from the page of a file on Hugging Face.
  const onPage = url.origin === hub.origin || url.hostname === 'huggingface.co' ? byPage.exec(decoded(url.pathname)) : null;
  const [, owner, repository, revision, file] = onPage ?? [];
  if (owner && repository && revision && file) return { shown, file: `${owner}/${repository}/${file}`, url: resolved(endpoint, owner, repository, revision, file) };
  return { shown, file: decoded(url.pathname.slice(url.pathname.lastIndexOf('/') + 1)), url };
};

const resolved = (endpoint: string, owner: string, repository: string, revision: string, file: string) => {
  if (!/^\w[\w./-]*$/.test(revision) || revision.includes('..')) throw invalid('Its revision is not a name of a branch, a tag or a commit.');
  return new URL(`${endpoint}/${owner}/${repository}/resolve/${encodeURIComponent(revision)}/${file.split('/').map(encodeURIComponent).join('/')}`);
};

const decoded = (text: string) => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid('It is not written as an address has to be (a "%" that stands for nothing).');
  }
};

/** A name that every file system takes as one name, and that hides nothing. */
const isName = (name: string) => /^[^\\/:*?"<>|\p{Cc}]+$/u.test(name) && !/^\.|[. ]$/.test(name) && Buffer.byteLength(name) <= 200;

const beside = (first: URL, file: string): URL => {
  const url = new URL(first);
  url.pathname = `${url.pathname.slice(0, url.pathname.lastIndexOf('/') + 1)}${encodeURIComponent(file.slice(file.lastIndexOf('/') + 1))}`;
  return url;
};
