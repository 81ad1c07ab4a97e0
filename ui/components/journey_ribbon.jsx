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

function Stop({ stop, x, X, Y, base, size, words }) {
  const [yv, ya] = [Y(stop.v), Y(stop.a)];
  const faded = stop.played ? 0.45 : 1;
  return (
    <g>
      <path d={`M${x} ${Math.max(yv, ya)}V${base - 4}`} stroke={stop.now ? "var(--text)" : "var(--line-strong)"}
        strokeWidth={stop.now ? 1.6 : 1} strokeDasharray={stop.now ? undefined : "2 4"} />
      {stop.mood && (
        <>
          <circle cx={x} cy={ya} r="4.6" fill="var(--raised)" stroke="var(--text)" strokeWidth="1.8" />
          <circle cx={x} cy={yv} r={size.ring} fill="var(--raised)" stroke="var(--text)" strokeWidth={stop.now ? 2.2 : 1.2} />
          <path d={shapePath(stop.mood, x, yv, size.ring / 2)} fill={`var(--${stop.mood})`} />
        </>
      )}
      <path d={`M${X(stop.start) + 2} ${base}H${X(stop.end) - 2}`} strokeWidth="4" strokeLinecap="round"
        stroke={stop.now ? "var(--text)" : stop.played ? "var(--seq-6)" : "var(--seq-3)"} />
      {stop.cover && (
        <image href={stop.cover} x={x - size.cover / 2} y={base + 12} width={size.cover} height={size.cover} opacity={faded} clipPath="inset(0 round 7px)" />
      )}
      {stop.locked && (
        <g transform={`translate(${x + size.cover / 2 - 4},${base + 12})`}>
          <circle r="9" fill="var(--overlay)" stroke="var(--line-strong)" />
          <path d="M-3.5 -.5h7v4.5h-7zM-2 -.5v-1.6a2 2 0 0 1 4 0v1.6" fill="none" stroke="var(--text)" strokeWidth="1.3" />
        </g>
      )}
      <title>{`${stop.title}${stop.locked ? `, ${words.locked}` : ""}`}</title>
    </g>
  );
}

// Two sizes, so that letters and marks keep theirs: the desktop's card, and the phone's.
const WIDE = { W: 820, H: 252, left: 16, right: 96, top: 24, tall: 156, foot: 66, count: 176, cover: 42, ring: 11 };
const NARROW = { W: 342, H: 196, left: 8, right: 8, top: 24, tall: 116, foot: 46, count: 84, cover: 27, ring: 9 };

// Drawn twice and shown once, by style sheet: no measuring, right on the first paint.
export function JourneyRibbon(props) {
  if (!props.curve || props.curve.length < 2) return null;
  return (
    <>
      <div className="desk"><Ribbon {...props} size={WIDE} id="journey" /></div>
      <div className="phone"><Ribbon {...props} size={NARROW} id="journey-n" /></div>
    </>
  );
}

function Ribbon({ curve, songs = [], label, start, to, end, words, size, id }) {
  const { W, H } = size;
  const X = (t) => size.left + (W - size.left - size.right) * t;
  const Y = (z) => size.top + ((1 - unit(z)) / 2) * size.tall;
  const base = H - size.foot;
  const narrow = size === NARROW;
  return (
    <svg className="ribbon" viewBox={`0 0 ${W} ${H}`} width="100%" role="img" aria-label={label}>
      <defs><Gradient id={id} curve={curve} from={X(0)} to={X(1)} /></defs>
      <text x={X(0)} y="12" className="lab">{start}</text>
      <text x={X(1)} y="12" textAnchor="end" className="lab">{narrow && end ? `${to}, ${end}` : to}</text>
      <path d={`M${X(0)} ${Y(0)}H${X(1)}`} className="hair" />
      <Lines id={id} curve={curve} X={X} Y={Y} count={size.count} gaps={songs.map((s) => s.start).filter((t) => t > 0)} thick />
      {songs.map((s) => (
        <Stop key={s.id} stop={s} x={X((s.start + s.end) / 2)} X={X} Y={Y} base={base} size={size} words={words} />
      ))}
      {!narrow && <Ends x={X(1) + 14} last={curve[curve.length - 1]} Y={Y} base={base} end={end} words={words} />}
    </svg>
  );
}

function Ends({ x, last, Y, base, end, words }) {
  const apart = Math.abs(Y(last.v) - Y(last.a)) < 34; // two names of two lines each need room
  const mid = (Y(last.v) + Y(last.a)) / 2;
  const [yv, ya] = !apart ? [Y(last.v), Y(last.a)] : last.v >= last.a ? [mid - 18, mid + 18] : [mid + 18, mid - 18];
  return (
    <>
      <text x={x} y={yv + 2} className="lab2 strong">{words.pleasant}</text>
      <text x={x} y={yv + 17} className="lab">{words.solid}</text>
      <text x={x} y={ya + 2} className="lab2 strong">{words.energy}</text>
      <text x={x} y={ya + 17} className="lab">{words.dotted}</text>
      <text x={x} y={base + 4} className="lab">{end}</text>
    </>
  );
}
