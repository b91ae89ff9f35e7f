// ical.js of Mozilla, which Thunderbird grew up with. Questions on standard input, answers on standard output, as in asked.py.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const DAY = 86400;
const MOST = 20000; // steps of one rule, after which there is no answer

function iso(time) {
  const two = (number) => String(number).padStart(2, "0");
  const day = `${String(time.year).padStart(4, "0")}-${two(time.month)}-${two(time.day)}`;
  if (time.isDate) return day;
  if (time.zone === ICAL.Timezone.localTimezone) return `${day}T${two(time.hour)}:${two(time.minute)}:${two(time.second)}`;
  return new Date(time.toUnixTime() * 1000).toISOString().replace(".000Z", "Z");
}

function told(event, start, end) {
  const status = event.component.getFirstPropertyValue("status") ?? "";
  return { uid: event.uid ?? "", summary: event.summary ?? "", status, all_day: start.isDate, start: iso(start), end: iso(end) };
}

function* occurrences(event, from, to) {
  if (!event.isRecurring()) {
    yield told(event, event.startDate, event.endDate);
    return;
  }
  const steps = event.iterator();
  for (let made = 0, next = steps.next(); next; next = steps.next(), made++) {
    if (made > MOST) throw new Error(`more than ${MOST} steps`);
    if (next.toUnixTime() > to) return;
    const one = event.getOccurrenceDetails(next);
    if (one.endDate.toUnixTime() >= from) yield told(one.item, one.startDate, one.endDate);
  }
}

function series(root) {
  const events = root.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one, { strictExceptions: true }));
  const masters = events.filter((one) => !one.isRecurrenceException());
  const orphans = [];
  for (const change of events.filter((one) => one.isRecurrenceException())) {
    const master = masters.find((one) => one.uid === change.uid && one.isRecurring());
    if (master) master.relateException(change);
    else orphans.push(change);
  }
  // What was moved into the window from far outside of it would be missed by a walk that stops at the window's end.
  return { masters, orphans };
}

function read({ path, from, to, zones }) {
  ICAL.TimezoneService.reset();
  const root = new ICAL.Component(ICAL.parse(readFileSync(path, "utf8").replace(/^\uFEFF/, "")));
  if (root.name !== "vcalendar") throw new Error(`this is a ${root.name}`);
  for (const text of zones) ICAL.TimezoneService.register(new ICAL.Component(ICAL.parse(text)));
  for (const zone of root.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const edges = [Date.parse(from) / 1000 - 60 * DAY, Date.parse(to) / 1000 + 60 * DAY];
  const { masters, orphans } = series(root);
  return [...masters.flatMap((one) => [...occurrences(one, ...edges)]), ...orphans.map((one) => told(one, one.startDate, one.endDate))];
}

const found = {};
for (const question of JSON.parse(readFileSync(0, "utf8"))) {
  try {
    found[question.name] = { occurrences: read(question) };
  } catch (error) {
    found[question.name] = { error: String(error).slice(0, 200) };
  }
}
process.stdout.write(JSON.stringify(found));
