// Owns the mood pad: grille, trail, needle with its uncertainty, corner keys; pointer, touch, keys.
import { useEffect, useMemo, useRef, useState } from "react";
import { QUADRANTS, clamp, felt, gauss, round, sentence, shapePath, smooth } from "./affect_math.js";

const SIZE = 520;
const DOTS = 29;
const INSET = 12;
const RINGS = 8; // how far a ripple runs: beyond, the dots are too dim to show it
const X = (v) => ((v + 1) / 2) * SIZE;
const Y = (a) => ((1 - a) / 2) * SIZE;
const CORNERS = [
  ["angry", "tl", 0, 0],
  ["happy", "tr", 1, 0],
  ["sad", "bl", 0, 1],
  ["relaxed", "br", 1, 1],
];
const STEP = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

// How strongly a dot is lit: a floor, the mood now, and each earlier entry, fading.
function weigh(v, a, now, entries) {
  let k = 0.1;
  if (now.known) k += 0.95 * gauss(v - now.v, a - now.a, 0.2);
  for (const entry of entries) k += 0.5 * entry.weight * gauss(v - entry.v, a - entry.a, 0.15);
  return Math.min(1, k);
}

function dots(now, entries) {
  const g = (SIZE - 2 * INSET) / DOTS;
  const found = [];
  for (let i = 0; i < DOTS; i++)
    for (let j = 0; j < DOTS; j++) {
      const x = INSET + (i + 0.5) * g;
      const y = INSET + (j + 0.5) * g;
      const v = (x / SIZE) * 2 - 1;
      const a = 1 - (y / SIZE) * 2;
      const k = weigh(v, a, now, entries);
      const ring = Math.round(Math.hypot(v - now.v, a - now.a) / 0.07);
      const delay = ring <= RINGS ? ring * 12 : null;
      found.push({ x, y, r: g * (0.1 + 0.37 * k), o: 0.42 + 0.58 * Math.min(1, 1.6 * k), delay });
    }
  return found;
}

function ticks() {
  let d = "";
  for (let i = 1; i < 20; i++) {
    const z = (i / 20) * SIZE;
    const l = i === 10 ? 11 : i % 5 === 0 ? 8 : 5;
    d += `M${z} 0V${l}M${z} ${SIZE}V${SIZE - l}M0 ${z}H${l}M${SIZE} ${z}H${SIZE - l}`;
  }
  return d;
}
const TICKS = ticks();

// Redrawn only when what is logged changes: dragging must not touch 841 dots.
function Grille({ now, entries, ripple }) {
  return useMemo(() => (
    <>
      <defs>
        {CORNERS.map(([mood, , cx, cy]) => (
          <radialGradient key={mood} id={`pad-${mood}`} cx={cx} cy={cy} r=".82">
            <stop offset="0" stopColor={`var(--${mood}-field)`} />
            <stop offset=".42" stopColor={`var(--${mood}-field)`} stopOpacity=".82" />
            <stop offset="1" stopColor={`var(--${mood}-field)`} stopOpacity="0" />
          </radialGradient>
        ))}
      </defs>
      <mask id="pad-mask" maskUnits="userSpaceOnUse" x="0" y="0" width={SIZE} height={SIZE}>
        <g key={ripple} fill="#fff" className={ripple ? "rippling" : ""}>
          {dots(now, entries).map((dot) => (
            <circle
              key={`${dot.x},${dot.y}`}
              cx={dot.x.toFixed(1)}
              cy={dot.y.toFixed(1)}
              r={dot.r.toFixed(2)}
              fillOpacity={dot.o.toFixed(2)}
              style={dot.delay === null ? undefined : { animationDelay: `${dot.delay}ms` }}
              className={dot.delay === null ? undefined : "ring"}
            />
          ))}
        </g>
      </mask>
      <g mask="url(#pad-mask)">
        <rect width={SIZE} height={SIZE} fill="var(--field-mid)" />
        {QUADRANTS.map((mood) => (
          <rect key={mood} width={SIZE} height={SIZE} fill={`url(#pad-${mood})`} />
        ))}
      </g>
    </>
  ), [now, entries, ripple]);
}

function Trail({ entries, end }) {
  const points = [...entries.map((e) => [X(e.v), Y(e.a)]), ...(end ? [[X(end.v), Y(end.a)]] : [])];
  const d = points.length > 1 ? smooth(points) : "";
  return (
    <>
      <path d={d} fill="none" stroke="var(--needle-ring)" strokeWidth="5" strokeLinecap="round" opacity=".75" />
      <path d={d} fill="none" stroke="var(--text)" strokeWidth="1.8" strokeLinecap="round" />
      {entries.map((e) => {
        const left = e.v > 0.72;
        return (
          <g key={e.id}>
            <circle cx={X(e.v)} cy={Y(e.a)} r="11" fill="var(--needle-ring)" />
            <path d={shapePath(e.mood, X(e.v), Y(e.a), 6)} fill={`var(--${e.mood})`} />
            <text x={X(e.v) + (left ? -16 : 16)} y={Y(e.a) + 4} className="pad-time" textAnchor={left ? "end" : "start"}>
              {e.time}
            </text>
          </g>
        );
      })}
    </>
  );
}

function Needle({ at, now, held, calm }) {
  const mood = felt(at.v, at.a);
  return (
    <g className={`needle ${held ? "held" : ""}`} style={{ transform: `translate(${X(at.v)}px,${Y(at.a)}px)` }}>
      {now.known && (
        <ellipse
          className={calm ? "breathing" : ""}
          rx={Math.max(22, (now.rv / 2) * SIZE)}
          ry={Math.max(22, (now.ra / 2) * SIZE)}
          fill="var(--needle-ring)"
          fillOpacity=".16"
          stroke="var(--text)"
          strokeWidth="1.3"
          strokeDasharray="2 5"
          strokeLinecap="round"
        />
      )}
      <circle r="17" fill="var(--text)" />
      <circle r="14" fill="var(--needle-ring)" />
      <path d={shapePath(mood, 0, 0, 7.5)} fill={`var(--${mood})`} />
    </g>
  );
}

export function AffectPad({ entries = [], now, draft, words, logged = 0, onMove, onLog, onQuadrant }) {
  const box = useRef(null);
  const later = useRef(0);
  const [at, setAt] = useState(draft.active ? draft : now);
  const [held, setHeld] = useState(false);
  const [calm, setCalm] = useState(true);
  const [said, setSaid] = useState("");

  useEffect(() => setAt(draft.active ? draft : now), [draft.active, draft.v, draft.a, now.v, now.a]);
  useEffect(() => () => clearTimeout(later.current), []);

  const move = (v, a) => {
    setCalm(false);
    setAt({ v: clamp(v), a: clamp(a) });
  };
  const point = (event) => {
    const r = box.current.getBoundingClientRect();
    const v = ((event.clientX - r.left) / r.width) * 2 - 1;
    const a = 1 - ((event.clientY - r.top) / r.height) * 2;
    move(v, a);
    return [round(clamp(v)), round(clamp(a))];
  };
  const down = (event) => {
    if (event.target.closest("button") || event.button > 0) return;
    box.current.setPointerCapture(event.pointerId);
    setHeld(true);
    point(event);
  };
  const up = (event) => {
    if (!held) return;
    setHeld(false);
    onMove && onMove(...point(event));
  };
  const key = (event) => {
    if (event.target !== box.current) return;
    if (event.key === "Enter") {
      event.preventDefault();
      clearTimeout(later.current);
      onLog && onLog(round(at.v), round(at.a));
      return;
    }
    const step = STEP[event.key];
    if (!step) return;
    event.preventDefault();
    const size = event.shiftKey ? 0.2 : 0.05;
    const v = round(clamp(at.v + step[0] * size));
    const a = round(clamp(at.a + step[1] * size));
    move(v, a);
    setSaid(sentence(v, a, words));
    clearTimeout(later.current); // the server hears where the needle came to rest
    later.current = setTimeout(() => onMove && onMove(v, a), 400);
  };
  const shown = now.known || draft.active || held || !calm;
  const end = now.known && !draft.active && !held ? now : null;
  const last = entries[entries.length - 1];
  // The needle stands for the last entry while it stands near it; moved away, it uncovers it.
  const covered = shown && last && Math.hypot(last.v - at.v, last.a - at.a) < 0.12;
  const past = useMemo(() => (covered ? entries.slice(0, -1) : entries), [covered, entries]);

  return (
    <div
      ref={box}
      className="pad"
      tabIndex={0}
      role="application"
      aria-label={`${words.label} ${now.known ? now.say : ""}`}
      onPointerDown={down}
      onPointerMove={(event) => held && point(event)}
      onPointerUp={up}
      onPointerCancel={() => setHeld(false)}
      onKeyDown={key}
    >
      <svg viewBox={`0 0 ${SIZE} ${SIZE}`} aria-hidden="true">
        <Grille now={now} entries={entries} ripple={logged} />
        <path d={TICKS} stroke="var(--line-strong)" strokeWidth="1.2" />
        <path d="M253 260h14M260 253v14" stroke="var(--text)" strokeWidth="1.6" strokeLinecap="round" />
        <Trail entries={past} end={end} />
        {shown && <Needle at={at} now={now} held={held} calm={calm} />}
      </svg>
      <span className="ax t">{words.high}</span>
      <span className="ax b">{words.low}</span>
      <span className="ax l desk">{words.unpleasant}</span>
      <span className="ax r desk">{words.pleasant}</span>
      {CORNERS.map(([mood, place]) => (
        <button key={mood} type="button" className={`key ${place}`} onClick={() => onQuadrant && onQuadrant(mood)}>
          <svg className="g" width="14" height="14" viewBox="0 0 12 12" aria-hidden="true">
            <path d={shapePath(mood, 6, 6, 4.6)} fill={`var(--${mood})`} />
          </svg>
          {words[mood]}
        </button>
      ))}
      <span className="sr" aria-live="polite">{said}</span>
      {held && <span className="pad-say" aria-hidden="true">{sentence(at.v, at.a, words)}</span>}
    </div>
  );
}
