// Owns the pad's accessible twin: two labelled sliders and the live sentence.
import { useEffect, useRef, useState } from "react";
import { round, sentence } from "./affect_math.js";

function Slider({ id, label, low, high, value, say, onSlide }) {
  return (
    <div className="slider">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        min="-1"
        max="1"
        step="0.05"
        value={value}
        aria-valuetext={say}
        onChange={(event) => onSlide(Number(event.target.value))}
      />
      <span className="cap ends"><span>{low}</span><span>{high}</span></span>
    </div>
  );
}

export function AffectSliders({ v = 0, a = 0, words, onMove }) {
  const [at, setAt] = useState({ v, a });
  const later = useRef(0);
  useEffect(() => setAt({ v, a }), [v, a]);
  useEffect(() => () => clearTimeout(later.current), []);
  const slide = (next) => {
    setAt(next);
    clearTimeout(later.current);
    later.current = setTimeout(() => onMove && onMove(round(next.v), round(next.a)), 200);
  };
  const say = sentence(at.v, at.a, words);
  return (
    <div className="sliders">
      <p className="say" aria-live="polite">{say}</p>
      <Slider id="slide-v" label={words.slider_v} low={words.unpleasant} high={words.pleasant}
        value={at.v} say={sentence(at.v, 0, words)} onSlide={(x) => slide({ ...at, v: x })} />
      <Slider id="slide-a" label={words.slider_a} low={words.low} high={words.high}
        value={at.a} say={sentence(0, at.a, words)} onSlide={(x) => slide({ ...at, a: x })} />
    </div>
  );
}
