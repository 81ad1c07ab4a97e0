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

function Stop({ stop, x, X, Y, base, words }) {
  const [yv, ya] = [Y(stop.v), Y(stop.a)];
  const faded = stop.played ? 0.45 : 1;
  return (
    <g>
      <path d={`M${x} ${Math.max(yv, ya)}V${base - 4}`} stroke={stop.now ? "var(--text)" : "var(--line-strong)"}
        strokeWidth={stop.now ? 1.6 : 1} strokeDasharray={stop.now ? undefined : "2 4"} />
      {stop.mood && (
        <>
          <circle cx={x} cy={ya} r="4.6" fill="var(--raised)" stroke="var(--text)" strokeWidth="1.8" />
          <circle cx={x} cy={yv} r="11" fill="var(--raised)" stroke="var(--text)" strokeWidth={stop.now ? 2.2 : 1.2} />
          <path d={shapePath(stop.mood, x, yv, 5.6)} fill={`var(--${stop.mood})`} />
        </>
      )}
      <path d={`M${X(stop.start) + 2} ${base}H${X(stop.end) - 2}`} strokeWidth="4" strokeLinecap="round"
        stroke={stop.now ? "var(--text)" : stop.played ? "var(--seq-6)" : "var(--seq-3)"} />
      {stop.cover && (
        <image href={stop.cover} x={x - 21} y={base + 10} width="42" height="42" opacity={faded} clipPath="inset(0 round 7px)" />
      )}
      {stop.locked && (
        <g transform={`translate(${x + 14},${base + 4})`}>
          <circle r="9" fill="var(--overlay)" stroke="var(--line-strong)" />
          <path d="M-3.5 -.5h7v4.5h-7zM-2 -.5v-1.6a2 2 0 0 1 4 0v1.6" fill="none" stroke="var(--text)" strokeWidth="1.3" />
        </g>
      )}
      <title>{`${stop.title}${stop.locked ? `, ${words.locked}` : ""}`}</title>
    </g>
  );
}

// The whole journey. Needs 1000 × 270; scrolls by itself on a narrow screen's card.
export function JourneyRibbon({ curve = [], songs = [], label, start, to, end, words }) {
  if (curve.length < 2) return null;
  const [W, H] = [1000, 270];
  const X = (t) => 16 + (W - 112) * t;
  const Y = (z) => 24 + ((1 - unit(z)) / 2) * 170;
  const base = H - 64;
  const last = curve[curve.length - 1];
  return (
    <svg className="ribbon" viewBox={`0 0 ${W} ${H}`} width="100%" role="img" aria-label={label}>
      <defs><Gradient id="journey" curve={curve} from={X(0)} to={X(1)} /></defs>
      <text x={X(0)} y="12" className="lab">{start}</text>
      <text x={X(1)} y="12" textAnchor="end" className="lab">{to}</text>
      <path d={`M${X(0)} ${Y(0)}H${X(1)}`} className="hair" />
      <Lines id="journey" curve={curve} X={X} Y={Y} count={176} gaps={songs.map((s) => s.start).filter((t) => t > 0)} thick />
      {songs.map((s) => (
        <Stop key={s.id} stop={s} x={X((s.start + s.end) / 2)} X={X} Y={Y} base={base} words={words} />
      ))}
      <text x={X(1) + 14} y={Y(last.v) + 2} className="lab2 strong">{words.pleasant}</text>
      <text x={X(1) + 14} y={Y(last.v) + 17} className="lab">{words.solid}</text>
      <text x={X(1) + 14} y={Y(last.a) + 2} className="lab2 strong">{words.energy}</text>
      <text x={X(1) + 14} y={Y(last.a) + 17} className="lab">{words.dotted}</text>
      <text x={X(1) + 14} y={base + 4} className="lab">{end}</text>
    </svg>
  );
}
