// Owns a labelled slider: it follows the hand at once and is kept when the hand rests.
import { useEffect, useRef, useState } from "react";

const REST_MS = 350;

export function RangeField({ id, label, hint, low, high, min, max, step, value, says, unit, onSettle }) {
  const [at, setAt] = useState(value);
  const later = useRef(0);
  const waiting = useRef(null);
  useEffect(() => setAt(value), [value]);
  useEffect(() => () => clearTimeout(later.current), []);
  const settle = () => {
    clearTimeout(later.current);
    const next = waiting.current;
    waiting.current = null;
    if (next !== null && onSettle) onSettle(next);
  };
  const slide = (next) => {
    setAt(next);
    waiting.current = next;
    clearTimeout(later.current);
    later.current = setTimeout(settle, REST_MS);
  };
  const place = Math.min(says.length - 1, Math.floor(((at - min) / (max - min)) * says.length));
  const said = says.length ? says[place] : `${at} ${unit}`;
  return (
    <div className="slider">
      <span className="row">
        <label htmlFor={id} className="grow strong">{label}</label>
        <span className="cap num" aria-hidden="true">{said}</span>
      </span>
      <input id={id} type="range" min={min} max={max} step={step} value={at} aria-valuetext={said}
        aria-describedby={`${id}-hint`} onBlur={settle}
        onChange={(event) => slide(Number(event.target.value))} />
      <span className="cap ends" aria-hidden="true"><span>{low}</span><span>{high}</span></span>
      <p className="cap" id={`${id}-hint`}>{hint}</p>
    </div>
  );
}
