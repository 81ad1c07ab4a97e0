// Owns what is played in each mood: one bar of song moods for each mood of the listener.
import { Glyph, NotYet, QUADRANTS, Twin } from "./kit.jsx";

const NEED = 5;

export function MoodListening({ rows = [], summary, words }) {
  const total = rows.reduce((sum, row) => sum + row.songs, 0);
  if (total < NEED) return <NotYet have={total} need={NEED} words={words} one={words.song_unit} many={words.songs} />;
  return (
    <figure className="chart" aria-label={summary}>
      <table className="shares-t">
        <caption className="sr">{summary}</caption>
        <thead className="sr">
          <tr><th scope="col">{words.mood}</th><th scope="col">{words.share}</th></tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.mood}>
              <th scope="row"><span className="row"><Glyph mood={row.mood} /><span>{words[`when_${row.mood}`]}</span></span></th>
              <td>{row.songs < NEED
                ? <span className="cap">{words.too_few} ({row.songs})</span>
                : <Bar row={row} words={words} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Twin words={words}
        head={[words.mood, words.songs, ...QUADRANTS.map((mood) => words[mood])]}
        rows={rows.map((row) => [words[`when_${row.mood}`], row.songs,
          ...QUADRANTS.map((mood) => (row.songs < NEED ? "–" : `${row[mood]}%`))])} />
    </figure>
  );
}

function Bar({ row, words }) {
  return (
    <>
      <span className="sr">
        {QUADRANTS.map((mood) => `${words[mood]} ${row[mood]}%`).join(", ")}
      </span>
      <div className="bar" aria-hidden="true">
        {QUADRANTS.map((mood) => {
          const same = mood === row.mood;
          const ink = same ? "var(--on-fill)" : `var(--${mood})`;
          return (
            <i key={mood} style={{
              flex: row[mood],
              background: same ? `var(--${mood}-fill)` : `color-mix(in oklab,var(--${mood}-fill) 30%,var(--raised))`,
              color: same ? "var(--on-fill)" : "var(--text)",
            }}>
              {row[mood] > 10 && <Glyph mood={mood} size={10} fill={ink} />}
              {same && row[mood] > 12 && <span>{row[mood]}%</span>}
            </i>
          );
        })}
      </div>
    </>
  );
}
