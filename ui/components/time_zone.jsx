// Owns the hidden field that tells a form which time zone the browser lives in.
import { useEffect, useState } from "react";

export function TimeZoneField({ name = "time_zone" }) {
  const [zone, setZone] = useState("UTC");
  // Asked in the browser only: the page itself is drawn once, on the machine that builds it.
  useEffect(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC"), []);
  return <input type="hidden" name={name} value={zone} />;
}
