/* Photographs for a survey: smaller, upright, with the time and place the camera wrote into them. */
(function (mocgioi) {
  'use strict';

  const LONGEST_PX = 1600;
  const QUALITY = 0.8;
  /* Exif stands at the beginning of a file; a segment of a JPEG has at most 64 kB. */
  const HEAD_BYTES = 256 * 1024;
  const ORIENTATION = 0x0112;
  const EXIF_DIRECTORY = 0x8769;
  const TAKEN_AT = 0x9003;
  const CHANGED_AT = 0x0132;
  /* What the store reads, of what a browser may not be able to decode: its name, and how its bytes begin. */
  const KEPT_AS_THEY_ARE = /\.(jpe?g|png|webp|hei[cf]|avif|tiff?|gif|bmp)$/i;
  const PICTURE_BEGINS = /^(?:\xff\xd8\xff|\x89PNG|RIFF.{4}WEBP|.{4}ftyp|II\*\0|MM\0\*|GIF8|BM)/s;
  const BEGINNING_BYTES = 12;

  /** The Exif segment of a JPEG's beginning, a copy with its marker and length; null if it has none. */
  function exifSegment(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return null;
    for (let at = 2; at + 10 <= bytes.length && bytes[at] === 0xff;) {
      const [marker, length] = [bytes[at + 1], view.getUint16(at + 2)];
      if (marker === 0xda || length < 2 || at + 2 + length > bytes.length) return null;
      if (marker === 0xe1 && String.fromCharCode(...bytes.subarray(at + 4, at + 10)) === 'Exif\0\0') return bytes.slice(at, at + 2 + length);
      at += 2 + length;
    }
    return null;
  }

  /** Call `see(tag, entry, view)` for each entry of a TIFF directory at `start` of the segment. */
  function eachEntry(view, little, start, see) {
    const count = view.getUint16(start, little);
    for (let entry = start + 2; entry < start + 2 + 12 * count; entry += 12) see(view.getUint16(entry, little), entry);
  }

  /**
   * Make the picture of an Exif segment upright, for its pixels will be; return the ISO day on which it was
   * taken, null where none stands there. Throws RangeError where the segment is damaged.
   */
  function setUpright(segment) {
    const view = new DataView(segment.buffer, segment.byteOffset + 10, segment.length - 10);
    const little = view.getUint16(0) === 0x4949;
    let [further, changed, taken] = [0, null, null];
    const dayAt = (entry) => {
      const start = 10 + view.getUint32(entry + 8, little);
      const parts = /^(\d{4}):(\d\d):(\d\d)/.exec(String.fromCharCode(...segment.subarray(start, start + 10)));
      return parts && parts[1] > '1900' ? parts.slice(1).join('-') : null;
    };
    eachEntry(view, little, view.getUint32(4, little), (tag, entry) => {
      if (tag === ORIENTATION) view.setUint16(entry + 8, 1, little);
      if (tag === EXIF_DIRECTORY) further = view.getUint32(entry + 8, little);
      if (tag === CHANGED_AT) changed = dayAt(entry);
    });
    if (further) {
      eachEntry(view, little, further, (tag, entry) => {
        if (tag === TAKEN_AT) taken = dayAt(entry);
      });
    }
    return taken || changed;
  }

  /** {segment, taken_on} of a picture's file; both null where it says nothing that can be read. */
  async function exifOf(file) {
    try {
      const segment = exifSegment(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()));
      return { segment, taken_on: segment && setUpright(segment) };
    } catch {
      return { segment: null, taken_on: null };
    }
  }

  /** A decoded picture, no larger than wanted, as a JPEG. */
  function jpegOf(picture) {
    const scale = Math.min(1, LONGEST_PX / Math.max(picture.naturalWidth, picture.naturalHeight));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.naturalWidth * scale));
    canvas.height = Math.max(1, Math.round(picture.naturalHeight * scale));
    const ctx = canvas.getContext('2d');
    ctx.imageSmoothingQuality = 'high';
    ctx.fillStyle = '#ffffff';
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    ctx.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return new Promise((done, failed) => {
      canvas.toBlob((blob) => {
        // A phone gives the memory of a large canvas back at once only when it has no pixels.
        canvas.width = 0;
        canvas.height = 0;
        if (blob) done(blob);
        else failed(new Error('no JPEG'));
      }, 'image/jpeg', QUALITY);
    });
  }

  /** A picture drawn upright and no larger than wanted, as a JPEG; rejects where it cannot be decoded. */
  async function redrawn(file) {
    const url = URL.createObjectURL(file);
    try {
      const picture = new Image();
      picture.src = url;
      await picture.decode();
      return await jpegOf(picture);
    } finally {
      URL.revokeObjectURL(url);
    }
  }

  /** The ending of a picture's name, as a match; null where name or bytes are no picture's. */
  async function pictureEnding(file) {
    const bytes = new Uint8Array(await file.slice(0, BEGINNING_BYTES).arrayBuffer().catch(() => new ArrayBuffer(0)));
    return PICTURE_BEGINS.test(String.fromCharCode(...bytes)) ? KEPT_AS_THEY_ARE.exec(file.name) : null;
  }

  /**
   * {blob, ending, taken_on} of a file to send along; one that the browser cannot decode goes as it is, and
   * null is one that is no picture by its name and bytes either.
   */
  async function reducedPhoto(file) {
    const { segment, taken_on } = await exifOf(file);
    try {
      const jpeg = await redrawn(file);
      const blob = segment ? new Blob([jpeg.slice(0, 2), segment, jpeg.slice(2)], { type: 'image/jpeg' }) : jpeg;
      return { blob, ending: 'jpg', taken_on };
    } catch {
      const ending = await pictureEnding(file);
      return ending && { blob: file, ending: ending[1].toLowerCase(), taken_on };
    }
  }

  Object.assign(mocgioi, { reducedPhoto });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
