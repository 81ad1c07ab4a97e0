// Owns lyrics coloured by line: bar = how strongly a line speaks, shape = for which mood.
import { Glyph, round } from "./kit.jsx";

export function LyricsStrip({ lines = [], plain = false, words }) {
  return (
    <div className={plain ? "lyrics plain" : "lyrics"}>
      {lines.map((line, i) => (line.text
        ? <Line key={i} line={line} plain={plain} words={words} />
        : <div key={i} className="ly-gap" />))}
    </div>
  );
}

function Line({ line, plain, words }) {
  if (plain) return <p className="ly-plain">{line.text}</p>;
  const { mood, strength: k } = line;
  const tint = mood && {
    background: `linear-gradient(90deg,color-mix(in oklab,var(--${mood}-fill) ${Math.round(k * k * 34)}%,transparent) 54px,transparent ${line.is_peak ? 100 : Math.round(40 + k * 50)}%)`,
  };
  return (
    <div className={line.is_peak ? "ly peak" : "ly"} style={tint || undefined}>
      <span className="h" aria-hidden="true">
        {mood && <i style={{ width: round(3 + k * 27), background: `var(--${mood}-fill)` }} />}
        {mood && <Glyph mood={mood} size={11} />}
      </span>
      <span className={k > 0.38 ? "" : "mut"}>{line.text}
        {mood && <span className="sr">, {words[mood]} {Math.round(k * 100)}%</span>}
      </span>
    </div>
  );
}
