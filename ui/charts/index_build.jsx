// Owns the picture of an index being built: each mark a few songs, in the mood just found.
import { Shape } from "./kit.jsx";

const STEP = 12.4, SLOTS = 348;
const LETTERS = { a: "angry", h: "happy", s: "sad", r: "relaxed" };

// `marks` is a string of a, h, s, r and "?" for songs without a mood; empty slots are still to do.
export function IndexBuild({ marks = "", slots = SLOTS, summary }) {
  const count = Math.min(SLOTS, Math.max(slots, marks.length));
  return (
    <figure className="chart build">
      <div className="desk"><Field marks={marks} count={count} columns={58} summary={summary} /></div>
      <div className="phone"><Field marks={marks} count={count} columns={26} summary={summary} /></div>
    </figure>
  );
}

function Field({ marks, count, columns, summary }) {
  const rows = Math.max(1, Math.ceil(count / columns));
  return (
    <svg viewBox={`0 0 ${columns * STEP} ${rows * STEP}`} width="100%" role="img" aria-label={summary}>
      {Array.from({ length: count }, (_, i) => {
        const x = 6 + (i % columns) * STEP, y = 6 + Math.floor(i / columns) * STEP;
        const mood = LETTERS[marks[i]];
        // Sizes vary a little by place, so that the field reads as songs and not as a grid.
        if (mood) return <Shape key={i} mood={mood} x={x} y={y} r={3.4 + 0.3 * ((i * 7) % 5)} />;
        const known = i < marks.length;
        return <circle key={i} cx={x} cy={y} r="1.6" fill={known ? "var(--text-3)" : "var(--line-strong)"} />;
      })}
    </svg>
  );
}
