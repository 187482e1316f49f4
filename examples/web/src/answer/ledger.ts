// What the patient's history leaves: amounts of the year, sessions, authorizations, trials.

import type { Citation, Ledger, LedgerAmount, LedgerAuthorization, LedgerEntry, LedgerEpisode } from "ens_coding";
import { type Child, capital, h, svg } from "../dom.ts";
import type { State } from "../state.ts";
import { service_name, trial_outcomes } from "../words.ts";
import { ask, count, money, spaced } from "../views/common.ts";
import { source } from "./findings.ts";

export function ledger(state: State): Child[] {
  const { value } = ask(() => state.book.ledger(state.visit as never));
  return value ? entries(value) : [];
}

function entries({ amounts = [], entries, authorizations = [], episodes = [] }: Ledger): HTMLElement[] {
  return [...amounts.map(amount), ...entries.map(sessions), ...authorizations.map(authorization), ...episodes.map(episode)];
}

function row(title: string, bar: Child, sentences: Child[], citation?: Citation | null): HTMLElement {
  const said = citation && h("ul", { class: "sources" }, source(citation));
  return h("div", { class: "ledger-row" }, h("h4", {}, title), bar, h("p", {}, ...sentences), said);
}

/** How much is used; the sentence beside it says the same. */
function bar(used: number, of: number): SVGElement {
  const width = of > 0 ? Math.min(100, (100 * used) / of) : 100;
  return svg(
    "svg",
    { class: "used", width: "100%", height: 8, "aria-hidden": "true" },
    svg("rect", { class: "all", width: "100%", height: 8, rx: 4 }),
    svg("rect", { class: used >= of ? "full" : "part-of", width: `${width.toFixed(1)}%`, height: 8, rx: 4 }),
  );
}

function amount({
  disciplines,
  year,
  spent_cents,
  threshold_cents,
  left_cents,
  review_cents,
  citation,
}: LedgerAmount): HTMLElement {
  const names = disciplines.map((it) => it.toUpperCase()).join(" and ");
  return row(
    `Therapy of ${year}, ${names}`,
    bar(spent_cents, threshold_cents),
    [
      h("b", {}, money(spent_cents)),
      ` of ${money(threshold_cents)} before this visit; ${money(left_cents)} left until lines carry KX.`,
      review_cents ? ` Review is possible beyond ${money(review_cents)}.` : "",
    ],
    citation,
  );
}

function sessions(it: LedgerEntry): HTMLElement {
  const { allowed, left, uncertain, next_eligible, days, months, citation } = it;
  const window =
    typeof months === "number" ? count(months, "month") : typeof days === "number" ? count(days, "day") : "the window";
  const used = it.sessions.length;
  const what = [service_name(it.therapy), it.area && spaced(it.area), it.code, it.purpose]
    .filter(Boolean)
    .map((part) => spaced(String(part)));
  return row(
    capital(what.join(", ")),
    bar(used, allowed),
    [
      h("b", {}, `${used} of ${allowed}`),
      ` in ${window} before this visit; ${left > 0 ? `${left} left, this one among them` : "none is left for this one"}.`,
      uncertain > 0 ? ` ${count(uncertain, "more")} may count.` : "",
      " Next allowed on ",
      h("b", {}, next_eligible),
      it.more_if_improving ? "; more while the patient improves." : ".",
    ],
    citation,
  );
}

const standings: Record<LedgerAuthorization["standing"], string> = {
  valid: "holds",
  not_affirmed: "was not affirmed",
  pending: "is not decided yet",
  later: "begins later",
  expired: "has expired",
  used: "is used up",
};

function authorization({
  number,
  codes = [],
  standing,
  last_day,
  days_left,
  visits,
  visits_left,
}: LedgerAuthorization): HTMLElement {
  const until = last_day
    ? ` until ${last_day}${typeof days_left === "number" ? ` (${count(days_left, "day")} left)` : ""}`
    : "";
  const left = typeof visits === "number" ? ` ${visits_left ?? "?"} of ${count(visits, "visit")} left.` : "";
  const covers = codes.length ? ` It covers ${codes.join(", ")}.` : "";
  return row(`Authorization ${number ?? "without a number"}`, false, [
    h("b", {}, capital(standings[standing])),
    `${until}.${left}${covers}`,
  ]);
}

function episode({ trial_on, leads, outcome, days_since, global_period_to, permanent_on }: LedgerEpisode): HTMLElement {
  const [, ended] = trial_outcomes.find(([name]) => name === outcome) ?? [];
  const said = [
    `${count(days_since, "day")} before this visit`,
    typeof leads === "number" && count(leads, "lead"),
    ended && `ended with: ${ended.toLowerCase()}`,
    global_period_to && `its global period runs to ${global_period_to}`,
    permanent_on && `the permanent implant followed on ${permanent_on}`,
  ].filter(Boolean);
  return row(`Trial of ${trial_on}`, false, [`${capital(said.join("; "))}.`]);
}
