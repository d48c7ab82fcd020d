/* Surveys that were begun and not sent: kept on the device where the page may, and always in the page. */
(function (mocgioi) {
  'use strict';

  const STORE = 'drafts';

  /** A database of this browser; rejects where the page may not store, as in a sandbox. */
  function opened(name) {
    return new Promise((done, failed) => {
      const request = globalThis.indexedDB.open(name, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' });
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
      request.onblocked = () => failed(new Error('blocked'));
    });
  }

  /** Run `work(store)` in a transaction; what its request gives, once it is on the disk. */
  function inStore(database, mode, work) {
    return new Promise((done, failed) => {
      const transaction = database.transaction(STORE, mode);
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => done(request.result);
      transaction.onabort = () => failed(transaction.error);
    });
  }

  /** A draft as it is now, whatever is typed later. */
  const copyOf = (draft) => ({ ...draft, values: { ...draft.values }, photos: [...draft.photos] });

  const asText = (value) => JSON.stringify(value, (_key, own) => (own instanceof Blob ? own.size : own));
  const isAlike = (value, other) => asText(value) === asText(other);

  /**
   * Take over into `draft` what another window wrote of it since both were `base`: what nothing was written
   * over here, and photographs added there. What comes of it nobody has sent.
   */
  function join(draft, base, other) {
    const takeOver = (mine, was, theirs) => {
      for (const key of Object.keys(theirs)) if (isAlike(mine[key], was[key])) mine[key] = theirs[key];
    };
    const values = { ...draft.values };
    takeOver(values, base.values, other.values);
    const added = other.photos.filter((photo) => !base.photos.some((own) => isAlike(own, photo)));
    const photos = isAlike(draft.photos, base.photos) ? other.photos : [...draft.photos, ...added];
    const { changed } = draft;
    takeOver(draft, base, other);
    Object.assign(draft, { values, photos, changed, sent_at: null });
  }

  /**
   * Drafts by id. Those of the page are the truth; what of them is on the disk too is told by `isKept`.
   * `store` is that of the map, of which drafts are never mixed with another's; undefined where none are made.
   */
  class Drafts {
    constructor(store) {
      this.all = new Map();
      this.kept = new Map();
      this.listeners = [];
      this.isFull = false;
      this.ready = store === undefined ? Promise.resolve() : this.load(`mocgioi-drafts-${store}`);
    }

    async load(name) {
      try {
        this.database = await opened(name);
        for (const draft of await inStore(this.database, 'readonly', (store) => store.getAll())) {
          if (this.all.has(draft.id)) continue;
          this.all.set(draft.id, draft);
          this.kept.set(draft.id, copyOf(draft));
        }
      } catch {
        this.database = null;
      }
      this.tell();
    }

    /** Call `listener()` when a draft has changed, or is on the disk. */
    on(listener) {
      this.listeners.push(listener);
    }

    tell() {
      for (const listener of this.listeners) listener();
    }

    /** Those with something in them, the oldest first. */
    list() {
      return [...this.all.values()].sort((draft, other) => (draft.id < other.id ? -1 : 1));
    }

    /** The one of a marker that is not sent yet. */
    of(number) {
      return this.list().find((draft) => draft.number === number && !draft.sent_at);
    }

    /** Whether the page may not store, or not any more. */
    get isRefused() {
      return this.database === null || this.isFull;
    }

    /** Whether every draft is on the disk or sent. */
    get areSafe() {
      return this.list().every((draft) => draft.sent_at || this.isKept(draft));
    }

    isKept(draft) {
      return (this.kept.get(draft.id) || {}).changed === draft.changed;
    }

    /** A draft is another than it was: it is in the page at once. */
    touch(draft) {
      draft.changed = Math.random();
      this.all.set(draft.id, draft);
    }

    /**
     * Take a draft as it is now, on the disk too if it can be; say whether something of another window came
     * into it there.
     */
    async put(draft) {
      this.touch(draft);
      let isJoined = false;
      await this.ready;
      if (this.database && this.all.has(draft.id)) {
        try {
          let written = draft;
          await inStore(this.database, 'readwrite', (store) => {
            const request = store.get(draft.id);
            request.onsuccess = () => {
              const base = this.kept.get(draft.id);
              isJoined = Boolean(base && request.result && request.result.changed !== base.changed);
              if (isJoined) join(draft, base, request.result);
              written = copyOf(draft);
              store.put(written);
            };
            return request;
          });
          this.kept.set(draft.id, written);
          this.isFull = false;
        } catch {
          this.kept.delete(draft.id);
          this.isFull = true;
        }
      }
      this.tell();
      return isJoined;
    }

    async remove(draft) {
      this.all.delete(draft.id);
      this.kept.delete(draft.id);
      this.tell();
      await this.ready;
      if (this.database) await inStore(this.database, 'readwrite', (store) => store.delete(draft.id)).catch(() => this.tell());
    }
  }

  Object.assign(mocgioi, { Drafts });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
