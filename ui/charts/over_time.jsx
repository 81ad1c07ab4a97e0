// Owns the line of moods over time: pleasant solid with its band, energy dotted, gaps stay gaps.
import { Figure, NotYet, Shape, clamp, felt, signed, smooth } from "./kit.jsx";

const WIDTH = 470, HEIGHT = 246, LEFT = 4, RIGHT = 62, NEED = 5;

export function MoodOverTime({ points = [], step = "day", summary, words }) {
  const known = points.filter((p) => p.entries > 0);
  if (known.length < NEED)
    return <NotYet have={known.length} need={NEED} words={words}
      one={words[`one_${step}`]} many={words[`many_${step}s`]} />;
  const reach = Math.max(0.4, ...known.map((p) => Math.max(Math.abs(p.valence), Math.abs(p.arousal))));
  const end = WIDTH - RIGHT;
  const x = (i) => LEFT + ((end - LEFT) * i) / Math.max(1, points.length - 1);
  const y = (z) => 12 + ((1 - clamp(z / reach)) / 2) * (HEIGHT - 54);
  const runs = points.reduce((all, p, i) => {
    if (p.entries > 0) all[all.length - 1].push([i, p]);
    else all.push([]);
    return all;
  }, [[]]).filter((run) => run.length);
  const last = known[known.length - 1];
  const at = y(last.valence);
  const energyAt = Math.abs(y(last.arousal) - at) < 16
    ? at + (y(last.arousal) > at ? 16 : -16) : y(last.arousal);
  return (
    <Figure box={`0 0 ${WIDTH} ${HEIGHT}`} summary={summary} words={words}
      head={[words.when, words.pleasant, words.energy, words.entries]}
      rows={known.map((p) => [p.name, signed(p.valence), signed(p.arousal), p.entries])}>
      {[0.75, 0, -0.75].map((z) => (
        <path key={z} d={`M${LEFT} ${y(z * reach)}H${end}`} className="hair"
          strokeDasharray={z ? "2 5" : undefined} />
      ))}
      {runs.map((run) => <Run key={run[0][0]} run={run} x={x} y={y} />)}
      {points.map((p, i) => p.entries > 0 && (
        <Shape key={i} mood={felt(p.valence, p.arousal)} x={x(i)} y={HEIGHT - 26} r={3.5} />
      ))}
      {points.map((p, i) => p.tick && (
        <text key={i} x={Math.min(x(i), end - 24)} y={HEIGHT - 5} className="lab">{p.tick}</text>
      ))}
      <text x={end + 8} y={at + 4} fontSize="12" fontWeight="600" fill="var(--text)">
        {words.pleasant}
      </text>
      <text x={end + 8} y={energyAt + 4} className="lab2">{words.energy}</text>
    </Figure>
  );
}

function Run({ run, x, y }) {
  if (run.length === 1) {
    const [i, p] = run[0];
    return <circle cx={x(i)} cy={y(p.valence)} r="2.2" fill="var(--text)" />;
  }
  const upper = run.map(([i, p]) => [x(i), y(p.high)]);
  const lower = run.map(([i, p]) => [x(i), y(p.low)]).reverse();
  return (
    <g fill="none" strokeLinecap="round">
      <path d={`${smooth(upper)}L${smooth(lower).slice(1)}Z`} fill="var(--text)" fillOpacity=".11" />
      <path d={smooth(run.map(([i, p]) => [x(i), y(p.arousal)]))} stroke="var(--text-3)"
        strokeWidth="1.6" strokeDasharray="1 4.5" />
      <path d={smooth(run.map(([i, p]) => [x(i), y(p.valence)]))} stroke="var(--text)"
        strokeWidth="2.2" />
    </g>
  );
}
