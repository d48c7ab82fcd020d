/* What a draft still waits for: the position of the device, photographs that are being made smaller. */
(function (mocgioi) {
  'use strict';

  const LOCATE_MS = 30000;

  /**
   * Work begun for drafts, by their ids: it outlasts the form, and ends with the draft. `told(draft, isChanged)`
   * is called after each step; the draft holds what came of it.
   */
  class Gathering {
    constructor(told) {
      this.told = told;
      this.fixes = new Map();
      this.readings = new Map();
      this.last = Promise.resolve();
    }

    /** What is said of the device's position: a key of texts; undefined where nobody asked for it. */
    fixOf({ id }) {
      return (this.fixes.get(id) || {}).key;
    }

    /** {n, m, unread}: photograph `n` of `m` is being read, none where n > m; undefined where none was chosen. */
    readingOf({ id }) {
      return this.readings.get(id);
    }

    /** Whether photographs of one of `drafts`, or of any, are being read. */
    isReading(drafts) {
      const readings = drafts ? drafts.map((draft) => this.readingOf(draft)) : [...this.readings.values()];
      return readings.some((reading) => reading && reading.n <= reading.m);
    }

    locate(draft) {
      const fix = { key: navigator.geolocation ? 'locating' : 'no_geolocation' };
      this.fixes.set(draft.id, fix);
      this.told(draft, false);
      if (!navigator.geolocation) return;
      const isWanted = () => this.fixes.get(draft.id) === fix;
      navigator.geolocation.getCurrentPosition(({ coords }) => {
        if (!isWanted()) return;
        this.fixes.delete(draft.id);
        Object.assign(draft, { place: { latitude: coords.latitude, longitude: coords.longitude, accuracy_m: coords.accuracy }, typed: '' });
        this.told(draft, true);
      }, (error) => {
        if (!isWanted()) return;
        fix.key = error.code === 1 ? 'geolocation_denied' : 'geolocation_failed';
        this.told(draft, false);
      }, { enableHighAccuracy: true, timeout: LOCATE_MS, maximumAge: 0 });
    }

    /** A place was typed: no position that comes later replaces it. */
    dropFix({ id }) {
      this.fixes.delete(id);
    }

    /** One after the other: a phone has not the memory for two large pictures at once. */
    read(draft, files) {
      const before = this.readingOf(draft);
      const reading = before && before.n <= before.m ? before : { n: 1, m: 0, unread: [] };
      reading.m += files.length;
      this.readings.set(draft.id, reading);
      this.told(draft, true);
      const isWanted = () => this.readings.get(draft.id) === reading;
      for (const file of files) {
        this.last = this.last.then(async () => {
          const photo = isWanted() ? await mocgioi.reducedPhoto(file) : null;
          if (!isWanted()) return;
          reading.n += 1;
          if (photo) draft.photos.push(photo);
          else reading.unread.push(file.name);
          this.told(draft, Boolean(photo));
        });
      }
    }

    /** The draft is deleted: what comes for it is of nobody. */
    forget({ id }) {
      this.fixes.delete(id);
      this.readings.delete(id);
    }
  }

  Object.assign(mocgioi, { Gathering });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
