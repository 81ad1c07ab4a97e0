// Owns a value to be copied exactly: shown in full, selected by a click, copied by a button.
import { useRef, useState } from "react";

export function CopyField({ value = "", label, words }) {
  const shown = useRef(null);
  const [copied, setCopied] = useState(false);
  const select = () => window.getSelection().selectAllChildren(shown.current);
  const copy = async () => {
    select();
    try {
      await navigator.clipboard.writeText(value);
    } catch {
      return; // plain http on another host has no clipboard; the selected text can be copied by keys
    }
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <div className="field" role="group" aria-label={label}>
      <span className="copy-l" aria-hidden="true">{label}</span>
      <div className="row copy">
        <code ref={shown} onClick={select}>{value}</code>
        <button type="button" className="btn" onClick={copy}>{copied ? words.copied : words.copy}</button>
      </div>
      <span className="sr" role="status">{copied ? words.copied : ""}</span>
    </div>
  );
}
