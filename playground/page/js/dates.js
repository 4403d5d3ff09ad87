// Times as people and as phones write them. The program's clock is the server's; it runs on between two looks at it.

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

let shown = Date.now();
let looked = performance.now();

/** Take over what the program's clock shows. */
export function setNow(iso) {
  shown = Date.parse(iso);
  looked = performance.now();
}

/** The program's time, as a Date. */
export const now = () => new Date(shown + performance.now() - looked);

const readers = new Map();

/** Wall-clock parts of an instant in a zone: weekday 0-6, year, month 1-12, day, and "HH:MM". */
export function wall(instant, zone) {
  let reader = readers.get(zone);
  if (!reader) {
    reader = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone, year: "numeric", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit",
      hourCycle: "h23",
    });
    readers.set(zone, reader);
  }
  const part = Object.fromEntries(reader.formatToParts(instant).map(({ type, value }) => [type, value]));
  const [year, month, day] = [Number(part.year), Number(part.month), Number(part.day)];
  return { year, month, day, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay(), time: `${part.hour}:${part.minute}` };
}

/** "Thu 5 Nov" */
export function dayName(instant, zone) {
  const { weekday, day, month } = wall(instant, zone);
  return `${WEEKDAYS[weekday]} ${day} ${MONTHS[month - 1]}`;
}

/** "14:05" */
export const clock = (instant, zone) => wall(instant, zone).time;

/** "Thu 5 Nov, 14:05" */
export const moment = (instant, zone) => `${dayName(instant, zone)}, ${clock(instant, zone)}`;

/** The first working day after today, as one types it: "Thu". */
export function nextWorkingDay(zone) {
  const { weekday } = wall(now(), zone);
  return WEEKDAYS[weekday === 5 ? 1 : weekday === 6 ? 1 : weekday + 1];
}

const UNITS = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

/**
 * A `date_time` entity with a format, in the phone's zone and language: weekday, then time, then date, as Telegram's
 * own programs put them ("Date-time entity formatting" of the Bot API: `r|w?[dD]?[tT]?`).
 */
export function dateTime(unix, format, zone, language) {
  const instant = new Date(unix * 1000);
  if (format === "r") {
    const seconds = unix - now().getTime() / 1000;
    const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
    return new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(Math.round(seconds / size), unit);
  }
  const write = (options) => new Intl.DateTimeFormat(language, { timeZone: zone, ...options }).format(instant);
  const parts = [];
  if (format.includes("w")) parts.push(write({ weekday: "long" }));
  if (format.includes("t")) parts.push(write({ timeStyle: "short" }));
  if (format.includes("T")) parts.push(write({ timeStyle: "medium" }));
  if (format.includes("d")) parts.push(write({ day: "2-digit", month: "2-digit", year: "2-digit" }));
  if (format.includes("D")) parts.push(write({ dateStyle: "long" }));
  return parts.join(", ");
}
