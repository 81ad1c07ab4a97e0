// Owns a field whose characters are counted; more than fit can be typed, and are said.
import { useEffect, useState } from "react";

const count = (text) => [...text.trim()].length;

export function CountedField({ id, label, hint, value, max, lines, complete, required, error, over }) {
  const [used, setUsed] = useState(count(value));
  useEffect(() => setUsed(count(value)), [value]);
  // What was wrong is said until something else is typed.
  const [said, setSaid] = useState(error);
  useEffect(() => setSaid(error), [error]);
  const left = max - used;
  const wrong = Boolean(said) || left < 0;
  const props = {
    id, name: id, defaultValue: value, required, autoComplete: complete, "aria-invalid": wrong,
    "aria-describedby": `${id}-hint ${id}-wrong`, onChange: (event) => { setUsed(count(event.target.value)); setSaid(""); },
  };
  return (
    <div className="field" key={value}>
      <label htmlFor={id}>{label}</label>
      {lines > 1 ? <textarea rows={lines} {...props} /> : <input type="text" {...props} />}
      <span className="row">
        <span className="cap grow" id={`${id}-hint`}>{hint}</span>
        <span className={left < 0 ? "cap num wrong" : "cap num"} aria-hidden="true">{used} / {max}</span>
      </span>
      <span className="wrong" id={`${id}-wrong`} role="status">
        {left < 0 ? over.replace("{n}", -left) : said}
      </span>
    </div>
  );
}
