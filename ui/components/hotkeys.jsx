// Owns a page's single-key shortcuts; silent while somebody types or holds a modifier.
import { useEffect } from "react";

const TYPING = "input, textarea, select, [contenteditable], [role=menu], dialog";

export function Hotkeys({ keys = [], focus = {}, onPress }) {
  useEffect(() => {
    const press = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (event.target.closest && event.target.closest(TYPING)) return;
      const key = event.key.toLowerCase();
      if (focus[key]) {
        const field = document.querySelector(focus[key]);
        if (!field) return;
        event.preventDefault();
        field.focus();
      } else if (keys.includes(key)) {
        event.preventDefault();
        onPress && onPress(key);
      }
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [keys, focus, onPress]);
  return null;
}
