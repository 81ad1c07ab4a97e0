// Owns the year in days: one shape a day, weeks as columns; on the phone months become rows.
import { useEffect, useState } from "react";
import { Figure, Glyph, NotYet, Shape, felt, signed } from "./kit.jsx";

const NEED = 5, SHORT = 45, DAY_MS = 86400000;
const asDate = (iso) => new Date(`${iso}T00:00:00Z`);
const says = (options) => new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options });
const MONTH = says({ month: "short" }), LONG = says({ weekday: "long", day: "numeric", month: "long" });
const monthName = (date) => MONTH.format(date).slice(0, 3); // "Sep", as everywhere, not "Sept"
const WEEKDAY = says({ weekday: "short" });
const shortDay = (date) => `${date.getUTCDate()} ${monthName(date)}`;

function usePhone() {
  const [phone, setPhone] = useState(false);
  useEffect(() => {
    const query = window.matchMedia("(max-width:760px)");
    const follow = () => setPhone(query.matches);
    follow();
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, []);
  return phone;
}

function allDays(first, last, days) {
  const logged = new Map(days.map((day) => [day.date, day]));
  const count = Math.round((asDate(last) - asDate(first)) / DAY_MS) + 1;
  return Array.from({ length: Math.min(count, 366) }, (_, i) => {
    const date = new Date(asDate(first).getTime() + i * DAY_MS);
    const iso = date.toISOString().slice(0, 10);
    return { ...logged.get(iso), date, iso };
  });
}

function Mark({ day, x, y, cell, today }) {
  if (day.iso > today) return <circle cx={x} cy={y} r=".9" fill="var(--line-strong)" />;
  if (!day.entries) return <circle cx={x} cy={y} r="1.5" fill="var(--text-3)" />;
  const strength = Math.min(1, Math.hypot(day.valence, day.arousal) / 0.75);
  return (
    <Shape mood={felt(day.valence, day.arousal)} x={x} y={y} r={cell * (0.2 + 0.25 * strength)} />
  );
}

// Where each day stands, and the names along the edges.
function layout(all, phone) {
  const weekday = (date) => (date.getUTCDay() + 6) % 7;
  const start = weekday(all[0].date);
  if (all.length <= SHORT) return weekRows(all, start, weekday);
  const months = all.filter((d, i) => i === 0 || d.date.getUTCDate() === 1);
  if (phone) {
    const row = new Map(months.map((d, i) => [d.iso.slice(0, 7), i]));
    const at = (d) => [28 + (d.date.getUTCDate() - 0.5) * 10.2, 11.5 + row.get(d.iso.slice(0, 7)) * 15];
    const names = months.map((d, i) => ({ text: monthName(d.date), x: 0, y: 15.5 + i * 15 }));
    return { at, names, cell: 11.5, wide: 10.2, high: 15, box: [345, 8 + months.length * 15] };
  }
  const weeks = Math.ceil((all.length + start) / 7);
  // A year fills the card with small cells; a season gets larger ones and the same letters.
  const left = 32, top = 20, width = Math.max(720, left + weeks * 15.4);
  const wide = Math.min(34, (width - left) / weeks), high = weeks > 40 ? 19.6 : 24;
  const column = new Map(all.map((d, i) => [d.iso, Math.floor((i + start) / 7)]));
  const at = (d) => [
    left + column.get(d.iso) * wide + wide / 2, top + weekday(d.date) * high + high / 2,
  ];
  const names = months.map((d) => ({ text: monthName(d.date), x: left + column.get(d.iso) * wide + 1, y: 11 }))
    .filter((name, i, list) => i === 0 || name.x - list[i - 1].x > 22);
  for (const i of [0, 2, 4]) {
    const day = all.find((d) => weekday(d.date) === i);
    if (day) names.push({ text: WEEKDAY.format(day.date), x: 0, y: top + (i + 0.68) * high });
  }
  return { at, names, cell: high * 0.87, wide, high, box: [width, top + 7 * high + 2] };
}

// A week or a month: weekdays as columns, as on a wall.
function weekRows(all, start, weekday) {
  const wide = 52, high = 30, left = 46, top = 22;
  const row = new Map(all.map((d, i) => [d.iso, Math.floor((i + start) / 7)]));
  const at = (d) => [left + (weekday(d.date) + 0.5) * wide, top + (row.get(d.iso) + 0.5) * high];
  const monday = new Date(Date.UTC(2024, 0, 1));
  const names = Array.from({ length: 7 }, (_, i) => ({
    text: WEEKDAY.format(new Date(monday.getTime() + i * DAY_MS)), x: left + i * wide + wide / 2 - 10, y: 11,
  }));
  all.forEach((d, i) => {
    if (i === 0 || weekday(d.date) === 0) names.push({ text: shortDay(d.date), x: 0, y: at(d)[1] + 4 });
  });
  return { at, names, cell: 26, wide, high, box: [left + 7 * wide, top + (row.get(all[all.length - 1].iso) + 1) * high] };
}

export function Calendar({ first = "", last = "", today = "", days = [], path, summary, words, onDay }) {
  const phone = usePhone();
  const [chosen, setChosen] = useState(null);
  if (!first || days.length < NEED)
    return <NotYet have={days.length} need={NEED} words={words} one={words.one_day} many={words.many_days} />;
  const all = allDays(first, last, days);
  const past = all.filter((d) => d.iso <= today);
  const current = Math.max(0, past.findIndex((d) => d.iso === (chosen || today)));
  const { at, names, cell, wide, high, box } = layout(all, phone);
  const pick = (event) => {
    const frame = event.currentTarget.getBoundingClientRect();
    const x = ((event.clientX - frame.left) / frame.width) * box[0];
    const y = ((event.clientY - frame.top) / frame.height) * box[1];
    const near = past.find((d) => Math.abs(at(d)[0] - x) < wide / 2 && Math.abs(at(d)[1] - y) < high / 2);
    if (near) setChosen(near.iso);
  };
  const ring = past[current] ? at(past[current]) : null;
  return (
    <Figure box={`0 0 ${box[0]} ${box[1]}`} summary={summary} words={words} width={all.length <= SHORT ? 480 : undefined}
      head={[words.when, words.mood, words.pleasant, words.energy, words.entries]}
      rows={days.map((d) => [d.date, words[felt(d.valence, d.arousal)], signed(d.valence), signed(d.arousal), d.entries])}
      after={<DayCard past={past} current={current} words={words} path={path} onStep={setChosen} onDay={onDay} />}>
      <rect width={box[0]} height={box[1]} fill="transparent" onClick={(e) => pick(e)} />
      <g pointerEvents="none">
        {names.map((name, i) => <text key={i} x={name.x} y={name.y} className="lab">{name.text}</text>)}
        {all.map((d) => <Mark key={d.iso} day={d} x={at(d)[0]} y={at(d)[1]} cell={cell} today={today} />)}
        {ring && <rect x={ring[0] - wide / 2 + 0.5} y={ring[1] - high / 2 + 0.8} width={wide - 1}
          height={high - 1.6} rx="4" fill="none" stroke="var(--text)" strokeWidth="1.4" />}
      </g>
    </Figure>
  );
}

function DayCard({ past, current, words, path, onStep, onDay }) {
  const day = past[current];
  if (!day) return null;
  const mood = day.entries ? felt(day.valence, day.arousal) : "";
  const step = (by) => onStep(past[Math.max(0, Math.min(past.length - 1, current + by))].iso);
  const open = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // another tab, by the browser
    event.preventDefault();
    onDay(day.iso);
  };
  return (
    <div className="day">
      <button type="button" className="icb" aria-label={words.day_before} disabled={current === 0}
        onClick={() => step(-1)}><Arrow d="M12 5l-5 5 5 5" /></button>
      <button type="button" className="icb" aria-label={words.day_after}
        disabled={current === past.length - 1} onClick={() => step(1)}><Arrow d="M8 5l5 5-5 5" /></button>
      <p className="row" aria-live="polite">
        <span className="mut">{LONG.format(day.date)}</span>
        {mood ? <><Glyph mood={mood} size={11} />{words[mood]}<span className="cap num">
          <a href={`${path}?day=${day.iso}`} onClick={open}>
            {day.entries} {day.entries === 1 ? words.entry : words.entries}</a></span></>
          : <span className="cap">{words.no_entry}</span>}
      </p>
    </div>
  );
}

const Arrow = ({ d }) => <svg viewBox="0 0 20 20" aria-hidden="true"><path d={d} /></svg>;
