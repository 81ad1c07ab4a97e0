// Owns the journey's drawing: two lines strung like a harp, the songs as stops on them.
import { shapePath, smooth } from "../affect/affect_math.js";
import { along, stops } from "./journey.js";

const unit = (z) => Math.max(-1, Math.min(1, z * 1.35));

function Gradient({ id, curve, from, to }) {
  return (
    <linearGradient id={id} gradientUnits="userSpaceOnUse" x1={from} x2={to} y1="0" y2="0">
      {stops(curve).map((s, i) => (
        <stop key={i} offset={s.t.toFixed(3)} stopColor={`var(--${s.mood}-field)`} />
      ))}
    </linearGradient>
  );
}

function Lines({ id, curve, X, Y, count, gaps, thick }) {
  const line = (key) => smooth(Array.from({ length: 41 }, (_, i) => [X(i / 40), Y(along(curve, i / 40, key))]));
  let strings = "";
  for (let i = 0; i <= count; i++) {
    const t = i / count;
    if (gaps.some((g) => Math.abs(t - g) < 0.42 / count)) continue;
    strings += `M${X(t).toFixed(1)} ${Y(along(curve, t, "v")).toFixed(1)}V${(Y(along(curve, t, "a")) + 0.01).toFixed(2)}`;
  }
  return (
    <g className="strings" fill="none" stroke={`url(#${id})`} strokeLinecap="round">
      <path d={strings} strokeWidth="1.6" strokeOpacity=".75" />
      <path d={line("v")} strokeWidth={thick ? 3.4 : 2.4} />
      <path d={line("a")} strokeWidth={thick ? 2.8 : 2} strokeDasharray={thick ? "1 6" : "1 4"} />
    </g>
  );
}

// The bare strings: a preview of where the music leads.
export function JourneyStrings({ curve = [], label }) {
  if (curve.length < 2) return <div className="ribbon-empty" />;
  const X = (t) => 3 + 294 * t;
  const Y = (z) => 6 + ((1 - unit(z)) / 2) * 40;
  return (
    <svg viewBox="0 0 300 52" width="100%" role="img" aria-label={label} key={curve.map((p) => p.v.toFixed(2)).join()}>
      <defs><Gradient id="strings" curve={curve} from={3} to={297} /></defs>
      <Lines id="strings" curve={curve} X={X} Y={Y} count={54} gaps={[]} />
    </svg>
  );
}

// Everything that differs between the wide and the narrow drawing, in viewBox units.
const WIDE = { id: "wide", w: 830, h: 266, left: 16, right: 96, top: 32, tall: 152, strings: 176, ring: 11, mark: 5.6, dot: 4.6, cover: 42, names: true };
const NARROW = { id: "narrow", w: 326, h: 212, left: 4, right: 4, top: 28, tall: 116, strings: 84, ring: 9, mark: 4.6, dot: 3.8, cover: 27, names: false };

function Lock({ x, y }) {
  return (
    <g transform={`translate(${x},${y})`}>
      <circle r="9" fill="var(--overlay)" stroke="var(--line-strong)" />
      <path d="M-3.5 -.5h7v4.5h-7zM-2 -.5v-1.6a2 2 0 0 1 4 0v1.6" fill="none" stroke="var(--text)" strokeWidth="1.3" />
    </g>
  );
}

function Stop({ stop, x, X, Y, base, form, words }) {
  const [yv, ya] = [Y(stop.v), Y(stop.a)];
  const half = form.cover / 2;
  return (
    <g>
      <path d={`M${x} ${stop.mood ? Math.max(yv, ya) : Y(0)}V${base - 4}`} stroke={stop.now ? "var(--text)" : "var(--line-strong)"}
        strokeWidth={stop.now ? 1.6 : 1} strokeDasharray={stop.now ? undefined : "2 4"} />
      {stop.mood && (
        <>
          <circle cx={x} cy={ya} r={form.dot} fill="var(--raised)" stroke="var(--text)" strokeWidth="1.8" />
          <circle cx={x} cy={yv} r={form.ring} fill="var(--raised)" stroke="var(--text)" strokeWidth={stop.now ? 2.2 : 1.2} />
          <path d={shapePath(stop.mood, x, yv, form.mark)} fill={`var(--${stop.mood})`} />
        </>
      )}
      <path d={`M${X(stop.start) + 2} ${base}H${X(stop.end) - 2}`} strokeWidth="4" strokeLinecap="round"
        stroke={stop.now ? "var(--text)" : stop.played ? "var(--seq-6)" : "var(--seq-3)"} />
      {stop.cover && (
        <image href={stop.cover} x={x - half} y={base + 10} width={form.cover} height={form.cover}
          opacity={stop.played ? 0.45 : 1} className="stop-cover" />
      )}
      {stop.locked && <Lock x={x + half - 4} y={base + 8} />}
      <title>{`${stop.title}${stop.locked ? `, ${words.locked}` : ""}`}</title>
    </g>
  );
}

// The lines' names at their ends, kept apart where the lines meet.
function Names({ x, yv, ya, end, base, words }) {
  const apart = Math.max(0, 40 - Math.abs(yv - ya)) / 2;
  const [pleasant, energy] = yv <= ya ? [yv - apart, ya + apart] : [yv + apart, ya - apart];
  return (
    <>
      <text x={x} y={pleasant + 2} className="lab2 strong">{words.pleasant}</text>
      <text x={x} y={pleasant + 17} className="lab">{words.solid}</text>
      <text x={x} y={energy + 2} className="lab2 strong">{words.energy}</text>
      <text x={x} y={energy + 17} className="lab">{words.dotted}</text>
      <text x={x} y={base + 4} className="lab">{end}</text>
    </>
  );
}

function Drawing({ form, curve, songs, label, start, to, end, words, className }) {
  const X = (t) => form.left + (form.w - form.left - form.right) * t;
  const Y = (z) => form.top + ((1 - unit(z)) / 2) * form.tall;
  const base = form.h - form.cover - 20;
  const id = `journey-${form.id}`;
  const gaps = songs.map((song) => song.start).filter((t) => t > 0);
  return (
    <svg className={`ribbon ${className}`} viewBox={`0 0 ${form.w} ${form.h}`} width="100%" role="img" aria-label={label}>
      <defs><Gradient id={id} curve={curve} from={X(0)} to={X(1)} /></defs>
      <text x={X(0)} y="12" className="lab">{start}</text>
      <text x={X(1)} y="12" textAnchor="end" className="lab">{form.names ? to : `${to}, ${end}`}</text>
      <path d={`M${X(0)} ${Y(0)}H${X(1)}`} className="hair" />
      <Lines id={id} curve={curve} X={X} Y={Y} count={form.strings} gaps={gaps} thick />
      {songs.map((song) => (
        <Stop key={song.id} stop={song} x={X((song.start + song.end) / 2)} X={X} Y={Y} base={base} form={form} words={words} />
      ))}
      {form.names && <Names x={X(1) + 14} yv={Y(along(curve, 1, "v"))} ya={Y(along(curve, 1, "a"))} end={end} base={base} words={words} />}
    </svg>
  );
}

// The whole journey; the style sheet shows the drawing that fits the screen.
export function JourneyRibbon(props) {
  const { curve = [], songs = [] } = props;
  if (curve.length < 2) return null;
  return (
    <>
      <Drawing {...props} curve={curve} songs={songs} form={WIDE} className="desk" />
      <Drawing {...props} curve={curve} songs={songs} form={NARROW} className="phone" />
    </>
  );
}
