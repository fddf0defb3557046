import { storage } from './storage';

type Listener = () => void;

const NAME = 'api-key';
let key = storage.get(NAME) ?? undefined;
let leftBecause: 'signed_out' | 'refused' | undefined;
let offered: string | undefined;
let offerListener: Listener | undefined;
const listeners = new Set<Listener>();
const tell = () => listeners.forEach((listener) => listener());

/** The browser's API key, and why there is none. Listeners hear of every change, those made in another tab too. */
export const apiKey = {
  get: () => key,
  /** Why the last key is gone: by hand, or because the server refused it. */
  leftBecause: () => leftBecause,
  set(next: string) {
    key = next;
    leftBecause = undefined;
    storage.set(NAME, next);
    tell();
  },
  /** A new key of the same person: nothing that is shown changes. */
  swap(next: string) {
    key = next;
    storage.set(NAME, next);
  },
  forget(reason: 'signed_out' | 'refused') {
    if (key === undefined) return;
    key = undefined;
    leftBecause = reason;
    storage.remove(NAME);
    tell();
  },
  /** A key that came with a link waits here, outside the address bar, until the sign-in page takes it. */
  offer(next: string) {
    offered = next;
    offerListener?.();
  },
  /** The sign-in page hears of a link that is opened while it is shown. */
  onOffer(listener: Listener) {
    offerListener = listener;
    return () => void (offerListener = undefined);
  },
  takeOffered() {
    const taken = offered;
    offered = undefined;
    return taken;
  },
  subscribe(listener: Listener) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

window.addEventListener('storage', (event) => {
  if (event.key !== null && event.key !== `llamune.${NAME}`) return;
  key = storage.get(NAME) ?? undefined;
  tell();
});
