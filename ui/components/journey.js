// Owns the strings' arithmetic: sampling a curve and running a colour along it.
import { quadrant } from "../affect/affect_math.js";

// The curve's value at t (0 to 1), straight between its points.
export function along(curve, t, key) {
  for (let i = 1; i < curve.length; i++)
    if (t <= curve[i].t || i === curve.length - 1) {
      const [p, q] = [curve[i - 1], curve[i]];
      const span = q.t - p.t || 1;
      const z = Math.max(0, Math.min(1, (t - p.t) / span));
      return p[key] + (q[key] - p[key]) * z;
    }
  return curve.length ? curve[0][key] : 0;
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
