// Owns the "more" menu: a button and a short list of actions, by pointer and by keys.
import { useEffect, useId, useRef, useState } from "react";

export function MoreMenu({ label, items = [], onPick }) {
  const [open, setOpen] = useState(false);
  const box = useRef(null);
  const button = useRef(null);
  const id = useId();
  useEffect(() => {
    if (!open) return undefined;
    const away = (event) => !box.current.contains(event.target) && setOpen(false);
    document.addEventListener("pointerdown", away);
    box.current.querySelector("[role=menuitem]")?.focus();
    return () => document.removeEventListener("pointerdown", away);
  }, [open]);
  const close = () => {
    setOpen(false);
    button.current.focus();
  };
  const key = (event) => {
    const all = [...box.current.querySelectorAll("[role=menuitem]")];
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === "Escape" || event.key === "Tab") return close();
    if (to === undefined) return undefined;
    event.preventDefault();
    all[(to + all.length) % all.length].focus();
    return undefined;
  };
  return (
    <div className="more" ref={box}>
      <button ref={button} type="button" className="icb" aria-label={label} title={label}
        aria-haspopup="menu" aria-expanded={open} aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}>
        <svg className="i i-more" viewBox="0 0 20 20" aria-hidden="true"><path d="M4.9 10h.2M9.9 10h.2M14.9 10h.2" /></svg>
      </button>
      {open && (
        <div id={id} className="menu" role="menu" aria-label={label} tabIndex={-1} onKeyDown={key}>
          {items.map((item) => (
            <button key={item.key} type="button" role="menuitem" tabIndex={-1}
              onClick={() => { close(); onPick && onPick(item.key); }}>
              {item.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
