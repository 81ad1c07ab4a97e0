// Owns hours by weekdays: the mood usual for each hour, larger the more often it was logged.
import { Figure, NotYet, Shape, felt, signed } from "./kit.jsx";

const NEED = 5, LEFT = 30, STEP = 16, ROW = 29, FIRST = 6;

export function HoursWeekdays({ cells = [], weekdays = [], summary, words }) {
  const total = cells.reduce((sum, cell) => sum + cell.entries, 0);
  if (total < NEED) return <NotYet have={total} need={NEED} words={words} />;
  const most = Math.max(...cells.map((cell) => cell.entries));
  // Nights are rare: hours before six are drawn only when somebody logged then.
  const first = Math.min(FIRST, ...cells.map((cell) => cell.hour));
  const by = new Map(cells.map((cell) => [cell.weekday * 24 + cell.hour, cell]));
  const hours = Array.from({ length: 24 - first }, (_, i) => first + i);
  const x = (hour) => LEFT + (hour - first) * STEP + STEP / 2;
  return (
    <Figure box={`0 0 ${LEFT + hours.length * STEP + 4} 228`} summary={summary} words={words}
      head={[words.weekday, words.hour, words.pleasant, words.energy, words.entries]}
      rows={cells.map((c) => [weekdays[c.weekday], `${c.hour}:00`, signed(c.valence), signed(c.arousal), c.entries])}>
      {weekdays.map((name, day) => (
        <g key={name}>
          <text x="0" y={day * ROW + 19} className="lab">{name}</text>
          {hours.map((hour) => {
            const cell = by.get(day * 24 + hour);
            const y = day * ROW + 15;
            if (!cell) return <circle key={hour} cx={x(hour)} cy={y} r="1.2" fill="var(--line-strong)" />;
            return <Shape key={hour} mood={felt(cell.valence, cell.arousal)} x={x(hour)} y={y}
              r={2.6 + 5 * Math.sqrt(cell.entries / most)} />;
          })}
        </g>
      ))}
      {hours.filter((hour) => hour % 6 === 0 || hour === 23).map((hour) => (
        <text key={hour} x={x(hour)} y="222" className="lab" textAnchor="middle">{hour}</text>
      ))}
    </Figure>
  );
}
