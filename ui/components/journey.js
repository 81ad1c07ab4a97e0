// Owns the strings' arithmetic: sampling a curve and running a colour along it.
import { quadrant } from "../affect/affect_math.js";

const slope = (p, q, key) => (q[key] - p[key]) / (q.t - p.t || 1);

// The curve's steepness at point i: even between its neighbours, level at a turn, so that the
// line never swings beyond the points it goes through.
function tangent(curve, i, key) {
  if (i === 0 || i === curve.length - 1) return 0;
  const [before, after] = [slope(curve[i - 1], curve[i], key), slope(curve[i], curve[i + 1], key)];
  return before * after <= 0 ? 0 : (2 * before * after) / (before + after);
}

// The curve's value at t (0 to 1): cubic between its points.
export function along(curve, t, key) {
  if (!curve.length) return 0;
  let i = curve.findIndex((point) => t <= point.t);
  if (i < 0) i = curve.length - 1;
  if (i === 0) return curve[0][key];
  const [p, q] = [curve[i - 1], curve[i]];
  const h = q.t - p.t || 1;
  const z = Math.max(0, Math.min(1, (t - p.t) / h));
  const [m, n] = [tangent(curve, i - 1, key) * h, tangent(curve, i, key) * h];
  const [z2, z3] = [z * z, z * z * z];
  return (2 * z3 - 3 * z2 + 1) * p[key] + (z3 - 2 * z2 + z) * m + (3 * z2 - 2 * z3) * q[key] + (z3 - z2) * n;
}

// Colour stops of the path's moods; borders blend over a short stretch.
export function stops(curve, steps = 24) {
  const found = [];
  for (let i = 0; i <= steps; i++) {
    const t = i / steps;
    const mood = quadrant(along(curve, t, "v"), along(curve, t, "a"));
    const last = found[found.length - 1];
    if (!last || last.mood !== mood) {
      if (last) found.push({ t: Math.max(last.t, t - 0.07), mood: last.mood });
      found.push({ t: i ? Math.min(1, t + 0.07) : 0, mood });
    }
  }
  if (found.length) found.push({ t: 1, mood: found[found.length - 1].mood });
  return found;
}
