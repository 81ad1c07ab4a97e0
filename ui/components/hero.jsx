// Owns the picture beside the sign-in form: a journey drawn as a field of dots.
import { useMemo } from "react";
import { QUADRANTS, gauss } from "../affect/affect_math.js";

const [W, H, COUNT] = [820, 900, 44];
const ease = (x) => {
  const z = Math.max(0, Math.min(1, x));
  return z * z * (3 - 2 * z);
};
// Upper edges of the dots' shades: faint, then ever brighter.
const SHADES = [0.2, 0.4, 0.6, 0.8, Infinity];
const CORNER = { angry: [0, 0], happy: [1, 0], sad: [0, 1], relaxed: [1, 1] };

// One dot is as large as it is near to one of the two lines.
function lit(v, a) {
  const t = (v + 1) / 2;
  const pleasant = -0.44 + 1.06 * ease(t * 1.8);
  const energy = 0.46 - 0.88 * ease((t - 0.1) * 1.3);
  return 0.06 + 0.95 * Math.max(gauss(0, a - pleasant, 0.13), 0.8 * gauss(0, a - energy, 0.13));
}

function dots() {
  const g = W / COUNT;
  const shades = SHADES.map(() => "");
  for (let i = 0; i < COUNT; i++)
    for (let j = 0; j < Math.round(H / g); j++) {
      const [x, y] = [(i + 0.5) * g, (j + 0.5) * g];
      const k = Math.min(1, lit((x / W) * 2 - 1, 1 - (y / H) * 2));
      const r = g * (0.06 + 0.42 * k);
      const shade = SHADES.findIndex((edge) => 1.6 * k <= edge);
      shades[shade] += `M${(x - r).toFixed(1)} ${y.toFixed(1)}a${r.toFixed(1)} ${r.toFixed(1)} 0 1 0 ${(2 * r).toFixed(1)} 0a${r.toFixed(1)} ${r.toFixed(1)} 0 1 0 ${(-2 * r).toFixed(1)} 0`;
    }
  return shades;
}

export function HeroField() {
  const shades = useMemo(dots, []);
  return (
    <svg viewBox={`0 0 ${W} ${H}`} preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <defs>
        <mask id="hero-dots" maskUnits="userSpaceOnUse" x="0" y="0" width={W} height={H}>
          {shades.map((d, i) => <path key={i} d={d} fill="#fff" fillOpacity={0.42 + 0.58 * Math.min(1, SHADES[i])} />)}
        </mask>
        {QUADRANTS.map((mood) => (
          <radialGradient key={mood} id={`hero-${mood}`} cx={CORNER[mood][0]} cy={CORNER[mood][1]} r=".82">
            <stop offset="0" stopColor={`var(--${mood}-field)`} />
            <stop offset=".42" stopColor={`var(--${mood}-field)`} stopOpacity=".82" />
            <stop offset="1" stopColor={`var(--${mood}-field)`} stopOpacity="0" />
          </radialGradient>
        ))}
      </defs>
      <g mask="url(#hero-dots)">
        <rect width={W} height={H} fill="var(--field-mid)" />
        {QUADRANTS.map((mood) => <rect key={mood} width={W} height={H} fill={`url(#hero-${mood})`} />)}
      </g>
    </svg>
  );
}
