/* A zip file (PKWARE APPNOTE 6.3): deflated by the browser where it can, else stored as it is. */
(function (mocgioi) {
  'use strict';

  const POLYNOMIAL = 0xedb88320;
  const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50];
  const [VERSION, UTF8, STORED, DEFLATED] = [20, 0x0800, 0, 8];
  /* 1 January 1980, the first day there is: the same data make the same file. */
  const [TIME, DAY] = [0, 33];

  const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
    return value;
  });

  function crc32(bytes) {
    let value = -1;
    for (const byte of bytes) value = TABLE[(value ^ byte) & 255] ^ (value >>> 8);
    return ~value >>> 0;
  }

  /** Numbers of 2 or 4 bytes, the lowest byte first: [[value, size], ...]. */
  function packed(...fields) {
    const bytes = [];
    for (const [value, size] of fields) for (let at = 0; at < size; at += 1) bytes.push((value >>> (8 * at)) & 255);
    return Uint8Array.from(bytes);
  }

  async function deflated(bytes) {
    if (!globalThis.CompressionStream) return null;
    try {
      const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
      return new Uint8Array(await new Response(stream).arrayBuffer());
    } catch {
      return null;
    }
  }

  /** The bytes of a zip of `files`: [{name, text}]; names are plain. */
  async function zipOf(files) {
    const [parts, directory] = [[], []];
    let offset = 0;
    for (const { name, text } of files) {
      const [path, bytes] = [name, text].map((own) => new TextEncoder().encode(own));
      const smaller = await deflated(bytes);
      const content = smaller || bytes;
      const common = [[VERSION, 2], [UTF8, 2], [smaller ? DEFLATED : STORED, 2], [TIME, 2], [DAY, 2], [crc32(bytes), 4], [content.length, 4], [bytes.length, 4], [path.length, 2], [0, 2]];
      const local = packed([LOCAL, 4], ...common);
      directory.push(packed([CENTRAL, 4], [VERSION, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]), path);
      parts.push(local, path, content);
      offset += local.length + path.length + content.length;
    }
    const size = directory.reduce((sum, part) => sum + part.length, 0);
    const end = packed([END, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [size, 4], [offset, 4], [0, 2]);
    return new Uint8Array(await new Blob([...parts, ...directory, end]).arrayBuffer());
  }

  Object.assign(mocgioi, { zipOf });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
