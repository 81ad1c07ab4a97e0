// Owns what tells a form, or the page that a link leads to, which time zone the browser lives in.
import { useEffect, useState } from "react";

function useZone() {
  const [zone, setZone] = useState("UTC");
  // Asked in the browser only: the page itself is drawn once, on the machine that builds it.
  useEffect(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC"), []);
  return zone;
}

export function TimeZoneField({ name = "time_zone" }) {
  return <input type="hidden" name={name} value={useZone()} />;
}

export function ZonedLink({ href = "", label = "", className = "" }) {
  const zone = encodeURIComponent(useZone());
  const joint = href.includes("?") ? "&" : "?";
  return <a href={`${href}${joint}time_zone=${zone}`} className={className}>{label}</a>;
}
