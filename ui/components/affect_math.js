// Owns the mood plane's arithmetic: quadrants, shapes, the grille's field, the spoken sentence.
export const QUADRANTS = ["angry", "happy", "sad", "relaxed"];
export const clamp = (x) => Math.max(-1, Math.min(1, x));
export const round = (x) => Math.round(x * 100) / 100;
export const quadrant = (v, a) =>
  v < 0 ? (a >= 0 ? "angry" : "sad") : a >= 0 ? "happy" : "relaxed";
// A felt mood too near the middle has no name of a quadrant, as in assistant/moods/rules.py.
const EVEN_WITHIN = 0.12;
export const felt = (v, a) =>
  Math.max(Math.abs(v), Math.abs(a)) < EVEN_WITHIN ? "even" : quadrant(v, a);
export const gauss = (dx, dy, s) => Math.exp(-(dx * dx + dy * dy) / (2 * s * s));
const fixed = (n) => n.toFixed(1).replace(/\.0$/, "");

// A quadrant's shape around (x, y), as path data.
export function shapePath(mood, x, y, r) {
  if (mood === "happy")
    return `M${fixed(x - r)} ${fixed(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
  if (mood === "even")
    return `M${fixed(x - r)} ${fixed(y - r * 0.36)}h${fixed(2 * r)}v${fixed(r * 0.72)}h${fixed(-2 * r)}z`;
  if (mood === "relaxed") {
    const s = r * 0.88;
    return `M${fixed(x - s)} ${fixed(y - s)}h${fixed(2 * s)}v${fixed(2 * s)}h${fixed(-2 * s)}z`;
  }
  const up = mood === "angry" ? -1 : 1;
  const h = r * 1.12;
  const base = fixed(y - up * h * 0.82);
  return `M${fixed(x - h)} ${base}H${fixed(x + h)}L${fixed(x)} ${fixed(y + up * h)}Z`;
}

// A Catmull–Rom curve through the points, as path data.
export function smooth(points, tension = 0.5) {
  if (!points.length) return "";
  let d = `M${fixed(points[0][0])} ${fixed(points[0][1])}`;
  for (let i = 0; i < points.length - 1; i++) {
    const before = points[i - 1] || points[i];
    const [p, q] = [points[i], points[i + 1]];
    const after = points[i + 2] || q;
    const c1 = [0, 1].map((k) => fixed(p[k] + ((q[k] - before[k]) * tension) / 3));
    const c2 = [0, 1].map((k) => fixed(q[k] - ((after[k] - p[k]) * tension) / 3));
    d += `C${c1.join(" ")} ${c2.join(" ")} ${fixed(q[0])} ${fixed(q[1])}`;
  }
  return d;
}

// "slightly pleasant, low energy": the pad's position in words.
export function sentence(v, a, words) {
  const part = (z, low, high) => {
    const size = Math.abs(z);
    if (size < EVEN_WITHIN) return "";
    const degree = size < 0.4 ? `${words.slightly} ` : size < 0.75 ? "" : `${words.very} `;
    return degree + (z < 0 ? low : high);
  };
  const said = [part(v, words.unpleasant, words.pleasant), part(a, words.low, words.high)];
  const text = said.filter(Boolean).join(", ") || words.even;
  return text[0].toUpperCase() + text.slice(1);
}
