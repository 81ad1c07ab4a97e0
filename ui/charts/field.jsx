// Owns the field of where somebody has been on the affect plane: size is how often.
import { useId } from "react";
import { Figure, NotYet, Plane, QUADRANTS, Shape, gauss, quadrant } from "./kit.jsx";

const SIDE = 220, DOTS = 21, NEED = 5;
const PLACES = { angry: [18, 16, "start"], happy: [200, 16, "end"], sad: [18, 214, "start"], relaxed: [200, 214, "end"] };

// Whole per cents that sum to 100: the largest remainders take what rounding left over.
function percents(points) {
  const exact = QUADRANTS.map((mood) =>
    (100 * points.filter((p) => quadrant(p.valence, p.arousal) === mood).length) / points.length);
  const whole = exact.map(Math.floor);
  const order = exact.map((x, i) => [x - whole[i], i]).sort((a, b) => b[0] - a[0]);
  const missing = 100 - whole.reduce((a, b) => a + b, 0);
  order.slice(0, missing).forEach(([, i]) => { whole[i] += 1; });
  return Object.fromEntries(QUADRANTS.map((mood, i) => [mood, whole[i]]));
}

export function QuadrantField({ points = [], summary, words }) {
  const id = useId();
  if (points.length < NEED) return <NotYet have={points.length} need={NEED} words={words} />;
  const shares = percents(points);
  const gap = SIDE / DOTS;
  const dots = [];
  for (let i = 0; i < DOTS; i += 1) {
    for (let j = 0; j < DOTS; j += 1) {
      const [v, a] = [((i + 0.5) / DOTS) * 2 - 1, 1 - ((j + 0.5) / DOTS) * 2];
      const near = points.reduce((sum, p) => sum + gauss(v - p.valence, a - p.arousal, 0.15), 0);
      dots.push([i, j, near]);
    }
  }
  const most = Math.max(...dots.map((dot) => dot[2]));
  return (
    <Figure box={`0 0 ${SIDE} ${SIDE}`} width={236} summary={summary} words={words}
      head={[words.mood, words.share]}
      rows={QUADRANTS.map((mood) => [words[mood], `${shares[mood]}%`])}>
      <mask id={`${id}-m`} maskUnits="userSpaceOnUse" x="0" y="0" width={SIDE} height={SIDE}>
        <g fill="#fff">
          {dots.map(([i, j, near]) => {
            const k = near / most;
            return <circle key={`${i}.${j}`} cx={((i + 0.5) * gap).toFixed(1)} cy={((j + 0.5) * gap).toFixed(1)}
              r={(gap * (0.07 + 0.4 * k)).toFixed(2)} fillOpacity={(0.42 + 0.58 * Math.min(1, k * 1.6)).toFixed(2)} />;
          })}
        </g>
      </mask>
      <g mask={`url(#${id}-m)`}><Plane id={id} width={SIDE} height={SIDE} /></g>
      <path d={`M${SIDE / 2 - 5} ${SIDE / 2}h10M${SIDE / 2} ${SIDE / 2 - 5}v10`} stroke="var(--text)" strokeWidth="1.5" />
      {QUADRANTS.map((mood) => {
        const [x, y, anchor] = PLACES[mood];
        return (
          <g key={mood}>
            <text x={x} y={y} textAnchor={anchor} fontSize="12" fontWeight="600" fill="var(--text)"
              stroke="var(--raised)" strokeWidth="5" paintOrder="stroke">{shares[mood]}%</text>
            <Shape mood={mood} x={anchor === "start" ? x - 10 : x + 10} y={y - 4} r={4.5} fill={`var(--${mood})`} />
          </g>
        );
      })}
    </Figure>
  );
}

