/* Surveys that were begun and not sent: kept on the device where the page may, and always in the page. */
(function (mocgioi) {
  'use strict';

  const DATABASE = 'mocgioi-drafts';
  const STORE = 'drafts';

  /** The database of this browser; rejects where the page may not store, as in a sandbox. */
  function opened() {
    return new Promise((done, failed) => {
      const request = globalThis.indexedDB.open(DATABASE, 1);
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

  /**
   * Drafts by id. Those of the page are the truth; what of them is on the disk too is told by `isKept`.
   * `illustrative`: of a demonstration, whose drafts are never mixed with real ones.
   */
  class Drafts {
    constructor(illustrative) {
      this.illustrative = illustrative;
      this.all = new Map();
      this.kept = new Map();
      this.listeners = [];
      this.isFull = false;
      this.ready = this.load();
    }

    async load() {
      try {
        this.database = await opened();
        for (const draft of await inStore(this.database, 'readonly', (store) => store.getAll())) {
          if (draft.illustrative !== this.illustrative || this.all.has(draft.id)) continue;
          this.all.set(draft.id, draft);
          this.kept.set(draft.id, draft.changed);
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
      return this.kept.get(draft.id) === draft.changed;
    }

    /** Take a draft as it is now; it is in the page at once, and on the disk if it can be. */
    async put(draft) {
      draft.changed = (draft.changed || 0) + 1;
      this.all.set(draft.id, draft);
      const { changed } = draft;
      await this.ready;
      if (this.database && this.all.has(draft.id)) {
        try {
          await inStore(this.database, 'readwrite', (store) => store.put(draft));
          this.kept.set(draft.id, changed);
          this.isFull = false;
        } catch {
          this.kept.delete(draft.id);
          this.isFull = true;
        }
      }
      this.tell();
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
