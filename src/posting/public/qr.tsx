import QRCode from 'qrcode';

/** Modules of white that a reader needs on each side (ISO/IEC 18004). */
const quietModules = 4;

/** The dark modules of a text's QR code, row by row. Level Q: a quarter may be torn, wet or written over. */
export function qrModules(text: string): boolean[][] {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'Q' });
  return Array.from({ length: modules.size }, (_, row) =>
    Array.from({ length: modules.size }, (_unused, column) => modules.get(row, column) === 1),
  );
}

/** A QR code as a drawing, so that it prints sharp at any size; the style sheet says how large. */
export function QrCode({ text, name }: { text: string; name: string }) {
  const rows = qrModules(text);
  const side = rows.length + 2 * quietModules;
  const runs = rows.flatMap((row, y) =>
    row.flatMap((isDark, x) => {
      if (!isDark || row[x - 1]) return [];
      const end = row.indexOf(false, x);
      const length = (end < 0 ? row.length : end) - x;
      return [`M${x + quietModules} ${y + quietModules}h${length}v1h-${length}z`];
    }),
  );
  return (
    <svg className="qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={name} shapeRendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path d={runs.join('')} fill="#000" />
    </svg>
  );
}
