// Owns the queue's rows and their order: drag, Space and arrows, or the phone's menu.
import { useEffect, useRef, useState } from "react";
import { DndContext, KeyboardSensor, PointerSensor, TouchSensor, closestCenter, useSensor, useSensors } from "@dnd-kit/core";
import { SortableContext, arrayMove, sortableKeyboardCoordinates, useSortable, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import { shapePath } from "../affect/affect_math.js";
import { MoreMenu } from "../menu/menu.jsx";

const LOCK = "M6 9h8a2 2 0 0 1 2 2v4a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2v-4a2 2 0 0 1 2-2z";
const SHUT = `${LOCK}M6.5 9V6.5a3.5 3.5 0 0 1 7 0V9`;
const OPEN = `${LOCK}M6.5 9V6.5a3.5 3.5 0 0 1 6.6-1.6`;
const CROSS = "M5.5 5.5l9 9M14.5 5.5l-9 9";

function IconButton({ d, label, on, onClick, pressed }) {
  return (
    <button type="button" className={`icb x ${on ? "on" : ""}`} aria-label={label} title={label}
      aria-pressed={pressed} onClick={onClick}>
      <svg className="i" viewBox="0 0 20 20" aria-hidden="true"><path d={d} /></svg>
    </button>
  );
}

function Chip({ row, words }) {
  if (!row.mood) return <span className="chip unknown">? {words.unknown}</span>;
  return (
    <span className={`chip ${row.mood}`}>
      <svg className="g" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        <path d={shapePath(row.mood, 6, 6, 4.6)} fill={`var(--${row.mood})`} />
      </svg>
      {row.mood_label}
      {row.percent > 0 && <b>{row.percent}%</b>}
      {row.yours && <em>{words.yours}</em>}
      {row.by_tags && <em title={words.byTagsLong}>{words.byTags}</em>}
    </span>
  );
}

function fill(part, mood) {
  if (part.kind === "mood") return mood ? `var(--${mood}-fill)` : "var(--seq-7)";
  return part.kind === "minus" ? "var(--bad)" : `var(--seq-${part.rank})`;
}

function Mini({ row, words }) {
  if (!row.parts.length) return <span className="mini" />;
  const said = row.parts.map((p) => `${p.label} ${p.value}`).join(", ");
  return (
    <div className="mini">
      <div className="bar" role="img" aria-label={`${words.parts}: ${said}; ${words.score} ${row.score}`}>
        {row.parts.map((p) => (
          <i key={p.label} title={`${p.label} ${p.value}`} style={{ width: `${p.percent}%`, background: fill(p, row.mood) }} />
        ))}
      </div>
      <span className="cap num" aria-hidden="true">
        <span>{row.parts[0].label} {row.parts[0].value}</span><span>{row.score}</span>
      </span>
    </div>
  );
}

function Row({ row, sent, index, count, words, act, move }) {
  const { attributes, listeners, setNodeRef, transform, transition, isDragging } = useSortable({ id: row.id, disabled: row.locked });
  const name = `${row.title}, ${row.artist}`;
  const menu = [
    ...(index > 0 && !row.locked ? [{ key: "up", label: words.up }] : []),
    ...(index < count - 1 && !row.locked ? [{ key: "down", label: words.down }] : []),
    { key: "lock", label: row.locked ? words.unlock : words.lock },
    { key: "remove", label: words.remove },
  ];
  const pick = (key) => (key === "up" ? move(index, index - 1) : key === "down" ? move(index, index + 1) : act(row.id, key));
  return (
    <li ref={setNodeRef} data-id={row.id} className={`song ${row.now ? "now" : ""} ${isDragging ? "drag" : ""}`}
      aria-current={row.now ? "true" : undefined} style={{ transform: CSS.Transform.toString(transform), transition }}>
      <button type="button" className="hand desk-g" aria-label={`${words.drag}: ${name}`} disabled={row.locked} {...attributes} {...listeners}>
        {[0, 1, 2, 3, 4, 5].map((i) => <i key={i} />)}
      </button>
      <div className="cover">{row.cover && <img src={row.cover} alt="" loading="lazy" decoding="async" />}</div>
      <div className="txt">
        <div className="head">
          <h2 className="ttl" title={name}><a href={`/song/${row.track_id}`}>{row.title}</a> <span>{row.artist}</span></h2>
          {row.explicit && <span className="mark">{words.explicit}</span>}
          {row.sample && <span className="badge">{words.sample}</span>}
        </div>
        <p className="why" title={row.reason}><a href={`/song/${row.track_id}#why-words`} title={`${row.reason}\n${words.whyWords}`}>{row.reason}</a></p>
        {row.line && <p className="why line" title={row.line}><q>{row.line}</q></p>}
        {sent && <p className="cap sent-s">{sent}</p>}
      </div>
      <div className="mc"><Chip row={row} words={words} /></div>
      <Mini row={row} words={words} />
      <span className="cap num dur">{row.duration}</span>
      <div className="ops row">
        <IconButton d={row.locked ? SHUT : OPEN} on={row.locked} pressed={row.locked} onClick={() => act(row.id, "lock")}
          label={`${row.locked ? words.unlock : words.lock}: ${name}`} />
        <IconButton d={CROSS} label={`${words.remove}: ${name}`} onClick={() => act(row.id, "remove")} />
        <span className="phone"><MoreMenu label={`${words.more} ${name}`} items={menu} onPick={pick} /></span>
      </div>
    </li>
  );
}

export function SortableQueue({ rows = [], said = {}, label, words, onReorder, onAct }) {
  const [shown, setShown] = useState(rows);
  useEffect(() => setShown(rows), [rows]); // the server is the truth
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 180, tolerance: 6 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const list = useRef(null);
  const gone = useRef(null);
  useEffect(() => { // a row that goes takes the focus with it: the next one gets it
    if (!gone.current || shown.some((row) => row.id === gone.current.id)) return;
    const left = list.current.children;
    const next = left[Math.min(gone.current.at, left.length - 1)];
    gone.current = null;
    if (!next || (document.activeElement && document.activeElement !== document.body)) return;
    const usual = next.querySelector(".ops > .x:last-of-type");
    (usual.offsetParent ? usual : next.querySelector(".ttl a")).focus();
  }, [shown]);
  const move = (from, to) => {
    const next = arrayMove(shown, from, to);
    setShown(next); // at once; the server confirms or puts it back
    onReorder && onReorder(next.map((row) => row.id));
  };
  const end = ({ active, over }) => {
    if (!over || active.id === over.id) return;
    const ids = shown.map((row) => row.id);
    move(ids.indexOf(active.id), ids.indexOf(over.id));
  };
  // What a screen reader hears of a move: titles and places, never ids.
  const say = (template, id) => {
    const row = shown.find((r) => r.id === id);
    return row && template.replace("{title}", row.title);
  };
  const place = (template, over) => {
    const at = over ? shown.findIndex((r) => r.id === over.id) + 1 : 0;
    return at ? template.replace("{at}", at).replace("{of}", shown.length) : undefined;
  };
  const accessibility = {
    screenReaderInstructions: { draggable: words.how },
    announcements: {
      onDragStart: ({ active }) => say(words.lifted, active.id),
      onDragOver: ({ over }) => place(words.place, over),
      onDragEnd: ({ over }) => place(words.dropped, over),
      onDragCancel: ({ active }) => say(words.cancelled, active.id),
    },
  };
  const act = (id, what) => {
    if (what === "remove") gone.current = { id, at: shown.findIndex((row) => row.id === id) };
    onAct && onAct(id, what);
  };
  const lacks = [
    shown.every((row) => !row.parts.length) && "no-mini", shown.every((row) => !row.duration) && "no-dur",
  ].filter(Boolean);
  return (
    <DndContext id="queue" accessibility={accessibility} sensors={sensors} collisionDetection={closestCenter} onDragEnd={end}>
      <SortableContext items={shown.map((row) => row.id)} strategy={verticalListSortingStrategy}>
        <ol ref={list} className={["songs", ...lacks].join(" ")} aria-label={label}>
          {shown.map((row, i) => (
            <Row key={row.id} row={row} sent={said[row.id]} index={i} count={shown.length} words={words} act={act} move={move} />
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  );
}
