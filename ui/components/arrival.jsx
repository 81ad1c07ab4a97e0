// Owns a place in a page that links lead to even when it is drawn after the page was loaded.
import { useEffect, useRef } from "react";

export function Arrival({ place, onArrive, children }) {
  const here = useRef(null);
  const told = useRef(onArrive);
  told.current = onArrive;
  useEffect(() => {
    const look = () => {
      if (window.location.hash !== `#${place}`) return;
      here.current.scrollIntoView();
      here.current.focus({ preventScroll: true });
      told.current && told.current();
    };
    look();
    window.addEventListener("hashchange", look);
    return () => window.removeEventListener("hashchange", look);
  }, [place]);
  return <div id={place} ref={here} tabIndex={-1} className="arrival">{children}</div>;
}
