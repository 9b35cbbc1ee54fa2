// Files in one ZIP archive, uncompressed: all that a workbook needs.
const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = CRC[(value ^ byte) & 0xff] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

// Numbers of 2 or 4 bytes, the least significant first, as [value, bytes] pairs.
function packed(pairs) {
  const bytes = new DataView(new ArrayBuffer(pairs.reduce((sum, [, size]) => sum + size, 0)));
  let at = 0;
  for (const [value, size] of pairs) {
    if (size === 2) bytes.setUint16(at, value, true);
    else bytes.setUint32(at, value, true);
    at += size;
  }
  return new Uint8Array(bytes.buffer);
}

// The same files make the same bytes: every file has the date at which the count of DOS begins.
function zipOf(files) {
  const DAY = 0x21;
  const parts = [];
  const index = [];
  let offset = 0;
  for (const [name, text] of files) {
    const path = new TextEncoder().encode(name);
    const body = new TextEncoder().encode(text);
    const about = [[20, 2], [0x0800, 2], [0, 2], [0, 2], [DAY, 2], [crc32(body), 4], [body.length, 4], [body.length, 4], [path.length, 2], [0, 2]];
    const head = packed([[0x04034b50, 4], ...about]);
    index.push(packed([[0x02014b50, 4], [20, 2], ...about, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]]), path);
    parts.push(head, path, body);
    offset += head.length + path.length + body.length;
  }
  const size = index.reduce((sum, piece) => sum + piece.length, 0);
  const end = packed([[0x06054b50, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [size, 4], [offset, 4], [0, 2]]);
  return [...parts, ...index, end];
}
