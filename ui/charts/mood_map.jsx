// Owns the map of the library: a shape for each song, and a frame that filters by place.
import { useEffect, useRef, useState } from "react";
import { NotYet, Shape, Twin, clamp, quadrant, signed } from "./kit.jsx";

const SIDE = 330, NEED = 5, STEP = 0.1;
const toX = (valence) => ((valence + 1) / 2) * SIDE;
const toY = (arousal) => ((1 - arousal) / 2) * SIDE;
const START = { low_v: 0.1, high_v: 0.9, low_a: -0.9, high_a: -0.1 };

// The frame without hands: arrows move it, with Shift they move its far corner.
function moved(frame, key, grow) {
  const [dv, da] = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] }[key];
  const next = grow
    ? { ...frame, high_v: frame.high_v + dv, low_a: frame.low_a + da }
    : { low_v: frame.low_v + dv, high_v: frame.high_v + dv, low_a: frame.low_a + da, high_a: frame.high_a + da };
  const fits = next.high_v - next.low_v >= STEP && next.high_a - next.low_a >= STEP
    && Math.min(next.low_v, next.low_a) >= -1.001 && Math.max(next.high_v, next.high_a) <= 1.001;
  return fits ? next : frame;
}

const inside = (p, f) =>
  p.valence >= f.low_v && p.valence <= f.high_v && p.arousal >= f.low_a && p.arousal <= f.high_a;

export function MoodMap({ points = [], summary, words, framed = false, onFrame, onClear }) {
  const box = useRef(null);
  const from = useRef(null);
  const [frame, setFrame] = useState(null);
  useEffect(() => { if (!framed) setFrame(null); }, [framed]); // filters were dropped elsewhere
  if (points.length < NEED) return <NotYet have={points.length} need={NEED} words={words} one={words.song_unit} many={words.songs} />;
  const at = (event) => {
    const r = box.current.querySelector("svg").getBoundingClientRect();
    return [clamp(((event.clientX - r.left) / r.width) * 2 - 1), clamp(1 - ((event.clientY - r.top) / r.height) * 2)];
  };
  const tell = (f) => f && onFrame && onFrame(f.low_v, f.high_v, f.low_a, f.high_a);
  const clear = () => { setFrame(null); onClear && onClear(); };
  const drag = (event) => {
    if (!from.current) return;
    const [v, a] = at(event);
    const [v0, a0] = from.current;
    if (Math.hypot(v - v0, a - a0) < 0.06) return;
    setFrame({ low_v: Math.min(v, v0), high_v: Math.max(v, v0), low_a: Math.min(a, a0), high_a: Math.max(a, a0) });
  };
  const keys = (event) => {
    if (event.key === "Escape") { clear(); return; }
    if (event.key === "Enter") { tell(frame); return; }
    if (!event.key.startsWith("Arrow")) return;
    event.preventDefault();
    setFrame((f) => (f ? moved(f, event.key, event.shiftKey) : START));
  };
  return (
    <div className="map">
      <div ref={box} className="map-pad" tabIndex={0} role="application" aria-label={words.map_keys}
        onKeyDown={keys}
        onPointerDown={(e) => { from.current = at(e); e.currentTarget.setPointerCapture(e.pointerId); }}
        onPointerMove={drag}
        onPointerCancel={() => { from.current = null; setFrame(null); }}
        onPointerUp={(e) => { drag(e); const had = from.current; from.current = null;
          const [v, a] = at(e); if (had && Math.hypot(v - had[0], a - had[1]) < 0.06) clear(); else tell(frame); }}>
        <Picture points={points} frame={frame} summary={summary} words={words} />
      </div>
      <Twin words={words}
        head={[words.song, words.mood, words.pleasant, words.energy]}
        rows={points.slice(0, 200).map((p) => [p.title, words[quadrant(p.valence, p.arousal)], signed(p.valence), signed(p.arousal)])} />
    </div>
  );
}

function Picture({ points, frame, summary, words }) {
  const x = frame && toX(frame.low_v), y = frame && toY(frame.high_a);
  const w = frame && toX(frame.high_v) - x, h = frame && toY(frame.low_a) - y;
  return (
    <svg viewBox={`0 0 ${SIDE} ${SIDE}`} width="100%" role="img" aria-label={summary}>
      <path d={`M${SIDE / 2} 22V${SIDE - 22}M22 ${SIDE / 2}H${SIDE - 22}`} className="hair" />
      {points.map((p, i) => {
        const on = !frame || inside(p, frame);
        return <Shape key={i} mood={quadrant(p.valence, p.arousal)} x={clamp(toX(p.valence), 6, SIDE - 6)}
          y={clamp(toY(p.arousal), 6, SIDE - 6)} r={frame && on ? 5 : 4} opacity={on ? (frame ? 1 : 0.8) : 0.28} />;
      })}
      {frame && <rect x={x} y={y} width={w} height={h} rx="14" fill="var(--text)" fillOpacity=".05"
        stroke="var(--text)" strokeWidth="1.6" />}
      {frame && [[x, y], [x + w, y], [x, y + h], [x + w, y + h]].map(([cx, cy]) => (
        <circle key={`${cx}.${cy}`} cx={cx} cy={cy} r="5" fill="var(--raised)" stroke="var(--text)" strokeWidth="1.6" />
      ))}
      {[[13, words.high], [SIDE - 4, words.low]].map(([ty, text]) => (
        <text key={text} x={SIDE / 2} y={ty} className="lab" textAnchor="middle" stroke="var(--raised)"
          strokeWidth="5" paintOrder="stroke">{text}</text>
      ))}
    </svg>
  );
}
