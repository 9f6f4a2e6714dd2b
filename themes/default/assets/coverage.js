"use strict";
{
  // The pages of coverage are complete without this. Every time of the team comes from the published weeks, whose clocks were computed when
  // the site was built; the browser's own zone data says only where the reader's clock stands, and is checked against the page's.

  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const one = (selector, from = document) => from.querySelector(selector);
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const two = (number) => String(number).padStart(2, "0");
  const DAY = 1440;
  const WEEK = 7 * DAY;
  const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

  /** Hours with at most two decimals, as the page prints them. */
  const hours = (minutes) => String(Math.round((minutes * 100) / 60) / 100);
  const clock = (minutes) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  const date = (ms) => new Date(ms);
  const dayText = (ms) => {
    const day = date(ms);
    return `${DAYS[(day.getUTCDay() + 6) % 7]} ${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]}`;
  };
  const isoDay = (ms) => date(ms).toISOString().slice(0, 10);

  /** The distance from UTC of a zone in minutes at an instant, by the browser's data. */
  const browserOffset = (zone, ms) => {
    const parts = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    }).formatToParts(date(ms));
    const value = Object.fromEntries(parts.map((part) => [part.type, Number(part.value)]));
    const local = Date.UTC(value.year, value.month - 1, value.day, value.hour, value.minute, value.second);
    return Math.round((local - ms) / 6e4);
  };

  /** Cities whose clocks the browser knows otherwise than the page: its data is out of date for them. */
  const disagreeing = (clocks) =>
    clocks.filter((zone) => {
      try {
        return zone.offsets.some(([from, offset]) => browserOffset(zone.time_zone, Date.parse(from) + 36e5) !== offset);
      } catch {
        return true;
      }
    });

  const offsetName = (minutes) => {
    const size = Math.abs(minutes);
    const rest = size % 60 ? `:${two(size % 60)}` : "";
    return minutes === 0 ? "UTC" : `UTC${minutes < 0 ? "-" : "+"}${Math.floor(size / 60)}${rest}`;
  };

  /** What a clock shows at each of `count` steps of `step` minutes UTC, with a mark where another day begins. */
  const shown = (offset, count, step) => {
    let last = 0;
    return Array.from({ length: count }, (_, index) => {
      const local = index * step + offset;
      const ends = offset === 0 && local === DAY;
      const day = ends ? last : Math.floor(local / DAY);
      const minute = ((local % DAY) + DAY) % DAY;
      const mark = day === last ? "" : day === 0 ? "same d" : day < 0 ? "\u22121 d" : "+1 d";
      last = day;
      const text = ends ? "24" : minute % 60 ? clock(minute) : two(minute / 60);
      return [text, mark];
    });
  };

  /** The reader's own clock as one more to read times by. */
  const readersClock = (place, clocks) => {
    const choice = one(".choice", place);
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const key = all("input", choice ?? place).length;
    // The style sheet knows 24 clocks.
    if (!choice || !zone || key > 23) return;
    const now = Date.now();
    const known = clocks.find((item) => item.time_zone === zone);
    const offset = known ? known.offsets.filter(([from]) => Date.parse(from) <= now).at(-1)?.[1] : undefined;
    const minutes = offset ?? browserOffset(zone, now);
    const label = `Your clock, ${offsetName(minutes)}`;
    const input = make("input", { type: "radio", name: "cov-clock", id: `cov-z${key}` });
    choice.append(make("label", {}, input, make("span", {}, label)));
    const head = one("[data-week] thead", place);
    const scale = make("span", { class: `cov-scale cov-axis z${key}`, "aria-hidden": "true" });
    scale.append(...shown(minutes, 5, 360).map(([text]) => make("span", {}, text)));
    one("[data-strips] .cov-scale", place)?.parentElement.append(scale);
    if (!head) return;
    const row = make("tr", { class: `cov-axis z${key}` }, make("th", { scope: "col" }, make("span", { class: "visually-hidden" }, label)));
    for (const [text, mark] of shown(minutes, 24, 60)) {
      row.append(make("th", { scope: "col", colspan: "2" }, text, ...(mark ? [make("small", {}, mark)] : [])));
    }
    head.append(row);
  };

  /** The tint of a count, as the page's own cells have it. */
  const tint = (count, most) => (most <= 6 || count <= 2 ? Math.min(count, 6) : 3 + Math.min(Math.floor(((count - 3) * 4) / (most - 2)), 3));

  /** A week's runs as [from, to, count]. */
  const runs = (week) => week.counts.map(([from, count], index) => [from, week.counts[index + 1]?.[0] ?? WEEK, count]);

  /** Puts a week into the table of half hours and the table of days. */
  const show = (place, week) => {
    const monday = Date.parse(week.from);
    const parts = runs(week);
    const cells = Array.from({ length: 336 }, (_, index) => {
      const inside = parts.filter(([from, to]) => from < (index + 1) * 30 && to > index * 30).map((part) => part[2]);
      return [Math.min(...inside), Math.max(...inside)];
    });
    const most = Math.max(...cells.map(([least]) => least));
    all("[data-week] tbody tr", place).forEach((row, day) => {
      const time = one("time", row);
      time.dateTime = isoDay(monday + day * 864e5);
      time.textContent = dayText(monday + day * 864e5);
      all("td", row).forEach((cell, half) => {
        const [least, top] = cells[day * 48 + half];
        cell.className = `n${tint(least, most)}`;
        cell.textContent = least === 0 && top > 0 ? "0*" : String(least);
      });
    });
    all("[data-days] tbody tr", place).forEach((row, day) => {
      const time = one("time", row);
      time.dateTime = isoDay(monday + day * 864e5);
      time.textContent = dayText(monday + day * 864e5);
      const [start, end] = [day * DAY, (day + 1) * DAY];
      const inside = parts.map(([from, to, count]) => [Math.max(from, start), Math.min(to, end), count]).filter(([from, to]) => from < to);
      const sum = (keep) => inside.filter((part) => keep(part[2])).reduce((total, [from, to]) => total + to - from, 0);
      const gaps = inside.filter((part) => part[2] === 0).map(([from, to]) => [from - start, to - start]);
      const words = gaps.map(([from, to]) => (from === 0 && to === DAY ? "all day" : `${clock(from)}\u2013${clock(to)}`));
      const texts = [sum((count) => count > 0), sum((count) => count === 1), sum((count) => count === 0)].map(hours);
      all("td", row).forEach((cell, index) => {
        cell.textContent = index < 3 ? texts[index] : words.join(", ") || "at no time";
      });
    });
  };

  const pick = (label, items) => {
    const select = make("select", { class: "field" });
    items.forEach(([value, text]) => select.append(make("option", { value }, text)));
    return [make("label", { class: "cov-pick" }, `${label} `, select), select];
  };

  /** Another week of the year ahead. */
  const weekPicker = (place, data) => {
    if (!one("[data-week]", place)) return;
    const items = data.weeks.map((week, index) => [String(index), `${week.week}, from ${dayText(Date.parse(week.from))}`]);
    const [label, select] = pick("Week", items);
    const start = data.weeks.findIndex((week) => week.from === place.dataset.monday);
    select.value = String(Math.max(start, 0));
    select.addEventListener("change", () => {
      show(place, data.weeks[Number(select.value)]);
      now(place, data, Number(select.value));
    });
    one("h2", place).after(label);
  };

  /** The minutes that two lists of pairs share. */
  const common = (a, b) =>
    a.flatMap(([from, to]) => b.map(([first, last]) => [Math.max(from, first), Math.min(to, last)]).filter(([start, end]) => start < end));

  /** Two people: the hours they share in a week, and in the week with the least. */
  const pairPicker = (place, data) => {
    const at = one("[data-pair]", place);
    if (!at || data.people.length < 2) return;
    const items = data.people.map((person, index) => [String(index), person.name]);
    const [first, one1] = pick("Hours shared by", items);
    const [second, other] = pick("and", items);
    other.value = "1";
    const answer = make("p", { role: "status" });
    const tell = () => {
      const [a, b] = [data.people[Number(one1.value)], data.people[Number(other.value)]];
      const shared = common(a.minutes, b.minutes);
      const weeks = data.weeks.map((week, index) => {
        const [start, end] = [index * WEEK, (index + 1) * WEEK];
        const inside = shared.map(([from, to]) => [Math.max(from, start), Math.min(to, end)]).filter(([from, to]) => from < to);
        return { week, start, inside, minutes: inside.reduce((total, [from, to]) => total + to - from, 0) };
      });
      const here = weeks[0];
      const times = here.inside.map(([from, to]) => {
        const minute = from - here.start;
        return `${DAYS[Math.floor(minute / DAY)]} ${clock(minute % DAY)}\u2013${clock((to - here.start) % DAY || DAY)}`;
      });
      const least = weeks.reduce((worst, week) => (week.minutes < worst.minutes ? week : worst));
      const when = times.length ? `: ${times.join(", ")} UTC` : "";
      answer.textContent =
        `${a.name} and ${b.name} share ${hours(here.minutes)} hours this week${when}. ` +
        `The least of the year ahead is ${hours(least.minutes)}, in the week of ${dayText(Date.parse(least.week.from))}.`;
    };
    for (const select of [one1, other]) select.addEventListener("change", tell);
    tell();
    at.append(make("div", { class: "cov-picks" }, first, second), answer);
  };

  /** The reader's now: a mark in the week, and the hour of the map. */
  const now = (place, data, index) => {
    for (const mark of all(".cov-now", place)) mark.classList.remove("cov-now");
    const minute = Math.floor((Date.now() - Date.parse(data.weeks[index].from)) / 6e4);
    if (minute < 0 || minute >= WEEK) return;
    const row = all("[data-week] tbody tr", place)[Math.floor(minute / DAY)];
    if (!row) return;
    all("td", row)[Math.floor((minute % DAY) / 30)]?.classList.add("cov-now");
  };
  const hourOfNow = () => {
    const hour = one(`#cov-h${new Date().getUTCHours()}`);
    if (hour) hour.checked = true;
  };

  const remark = (text) => one("[data-remarks]")?.append(make("p", { class: "remark", role: "note" }, text));

  const start = async () => {
    const place = one("[data-weeks]");
    if (!place) return;
    hourOfNow();
    let data;
    try {
      data = await (await fetch(place.dataset.weeks)).json();
    } catch {
      // Opened from a disk or offline: the page stays as it was built.
      return;
    }
    readersClock(place, data.clocks);
    weekPicker(place, data);
    pairPicker(place, data);
    const shownWeek = data.weeks.findIndex((week) => week.from === place.dataset.monday);
    now(place, data, Math.max(shownWeek, 0));
    const wrong = disagreeing(data.clocks).map((zone) => zone.city);
    if (wrong.length) {
      const list = new Intl.ListFormat("en").format(wrong);
      remark(`Your browser\u2019s clock data is out of date for ${list}. The times on this page are right; other sites may show you wrong ones.`);
    }
    if (Date.now() > Date.parse(data.valid_to) + 864e5) {
      remark(`This page was built for weeks up to ${data.valid_to}; what it shows may be out of date.`);
    }
  };
  start();
}
