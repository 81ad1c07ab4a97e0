// Owns what every chart is made of: shapes, smooth lines, the figure with its table, "not yet".
export const QUADRANTS = ["angry", "happy", "sad", "relaxed"];

// The axes belong to the pleasant and the energetic side, as in analysis/affect.py.
export const quadrant = (valence, arousal) =>
  valence < 0 ? (arousal >= 0 ? "angry" : "sad") : arousal >= 0 ? "happy" : "relaxed";

// A felt mood too near the middle has no name of a quadrant, as in assistant/moods/rules.py.
export const felt = (valence, arousal) =>
  Math.max(Math.abs(valence), Math.abs(arousal)) < 0.12 ? "even" : quadrant(valence, arousal);

export const clamp = (x, low = -1, high = 1) => Math.max(low, Math.min(high, x));
export const round = (x) => Math.round(x * 10) / 10;
export const signed = (x) => (x < 0 ? "−" : "+") + Math.abs(x).toFixed(2);

export function Shape({ mood, x, y, r, fill, opacity }) {
  const paint = { fill: fill || `var(--${mood}-fill)`, fillOpacity: opacity };
  if (mood === "happy") return <circle cx={round(x)} cy={round(y)} r={round(r)} {...paint} />;
  if (mood === "relaxed") {
    const half = r * 0.88;
    return (
      <rect x={round(x - half)} y={round(y - half)} width={round(2 * half)}
        height={round(2 * half)} rx={round(r * 0.22)} {...paint} />
    );
  }
  if (mood === "even")
    return (
      <rect x={round(x - r)} y={round(y - r * 0.36)} width={round(2 * r)}
        height={round(r * 0.72)} {...paint} />
    );
  const up = mood === "angry" ? -1 : 1;
  const wide = r * 1.12;
  const base = round(y - up * wide * 0.82);
  return (
    <path d={`M${round(x - wide)} ${base}H${round(x + wide)}L${round(x)} ${round(y + up * wide)}Z`}
      {...paint} />
  );
}

export function Glyph({ mood, size = 12, fill }) {
  return (
    <svg className="g" width={size} height={size} viewBox="0 0 12 12" aria-hidden="true">
      <Shape mood={mood} x={6} y={6} r={4.6} fill={fill || `var(--${mood})`} />
    </svg>
  );
}

// Catmull-Rom through the points, as one Bézier path.
export function smooth(points, tension = 0.5) {
  let d = `M${round(points[0][0])} ${round(points[0][1])}`;
  for (let i = 0; i < points.length - 1; i += 1) {
    const before = points[i - 1] || points[i];
    const [from, to] = [points[i], points[i + 1]];
    const after = points[i + 2] || to;
    const k = tension / 3;
    d += `C${round(from[0] + (to[0] - before[0]) * k)} ${round(from[1] + (to[1] - before[1]) * k)}`;
    d += ` ${round(to[0] - (after[0] - from[0]) * k)} ${round(to[1] - (after[1] - from[1]) * k)}`;
    d += ` ${round(to[0])} ${round(to[1])}`;
  }
  return d;
}

export const gauss = (dx, dy, width) => Math.exp(-(dx * dx + dy * dy) / (2 * width * width));

// The four mood colours as one plane; seen through a mask of dots it is the grille.
export function Plane({ id, width, height }) {
  const corners = [["angry", 0, 0], ["happy", 1, 0], ["sad", 0, 1], ["relaxed", 1, 1]];
  return (
    <>
      <defs>
        {corners.map(([mood, x, y]) => (
          <radialGradient key={mood} id={`${id}-${mood}`} cx={x} cy={y} r=".82">
            <stop offset="0" stopColor={`var(--${mood}-field)`} />
            <stop offset=".42" stopColor={`var(--${mood}-field)`} stopOpacity=".82" />
            <stop offset="1" stopColor={`var(--${mood}-field)`} stopOpacity="0" />
          </radialGradient>
        ))}
      </defs>
      <rect width={width} height={height} fill="var(--field-mid)" />
      {corners.map(([mood]) => (
        <rect key={mood} width={width} height={height} fill={`url(#${id}-${mood})`} />
      ))}
    </>
  );
}

// Below `need` points no chart is drawn: dots filled of dots needed, and how many of what are missing.
export function NotYet({ have, need, words, one = words.entry, many = words.entries }) {
  const missing = need - have;
  const shown = Math.min(need, 20);
  const filled = Math.min(shown, Math.floor((have / need) * shown));
  return (
    <div className="notyet">
      <svg viewBox={`0 0 ${Math.min(10, shown) * 24} ${Math.ceil(shown / 10) * 18}`}
        style={{ width: Math.min(10, shown) * 24 }} role="img"
        aria-label={`${have} ${words.of} ${need} ${many}`}>
        {Array.from({ length: shown }, (_, i) => (
          <circle key={i} cx={9 + (i % 10) * 24} cy={8 + Math.floor(i / 10) * 18} r="5.5"
            {...(i < filled
              ? { fill: "var(--text-2)" }
              : { fill: "none", stroke: "var(--line-strong)", strokeWidth: 1.6,
                  strokeDasharray: "2 2.5" })} />
        ))}
      </svg>
      <p>{words.not_yet} {missing} {missing === 1 ? one : many}.</p>
    </div>
  );
}

// The same numbers as a table, on demand.
export function Twin({ words, head, rows }) {
  return (
    <details className="twin">
      <summary>{words.table}</summary>
      <div className="twin-t" tabIndex={0} role="region"
        aria-label={`${words.table_of}: ${head.join(", ")}`}>
        <table className="tbl">
          <thead><tr>{head.map((name) => <th key={name} scope="col">{name}</th>)}</tr></thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={i}>{row.map((cell, j) => <td key={j}>{cell}</td>)}</tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

// One chart: the drawing with its spoken summary, and its table.
export function Figure({ box, summary, words, head, rows, children, after, width }) {
  return (
    <figure className="chart">
      <svg viewBox={box} width="100%" role="img" aria-label={summary}
        style={width ? { maxWidth: width, margin: "0 auto" } : undefined}>
        {children}
      </svg>
      {after}
      <Twin words={words} head={head} rows={rows} />
    </figure>
  );
}
