// Charts drawn as SVG. Each has its numbers in a table beside it, or a label that tells what it shows.
import { html, svg, nothing } from './lit.js';
import { amount, daysBetween, day, month, plusDays } from './format.js';

const WIDTH = 960;

function nice(least, most) {
  const span = most - least || Math.abs(most) || 1;
  const step = 10 ** Math.floor(Math.log10(span / 4));
  const unit = [1, 2, 5, 10].map(factor => factor * step).find(candidate => span / candidate <= 5) ?? step;
  const from = Math.floor(least / unit) * unit;
  const to = Math.ceil(most / unit) * unit;
  const ticks = [];
  for (let tick = from; tick <= to + unit / 2; tick += unit) {
    ticks.push(tick);
  }
  return ticks;
}

/** The first days of the months in a range, thinned out to what has room. */
function monthsIn(from, to) {
  const months = [];
  let first = `${from.slice(0, 7)}-01`;
  while (first <= to) {
    if (first >= from) {
      months.push(first);
    }
    first = `${plusDays(first, 32).slice(0, 7)}-01`;
  }
  const every = Math.ceil(months.length / 12);
  return months.filter((_, index) => index % every === 0);
}

function brief(tick) {
  const size = Math.abs(tick);
  return size >= 1e6 ? `${tick / 1e6}M` : size >= 1e4 ? `${Math.round(tick / 1e3)}k` : amount(String(Math.round(tick * 100) / 100));
}

/** Points as the corners of a staircase: a balance stays what it is until a day changes it. */
function stairs(points, x, y, end) {
  return points.map((point, index) => {
    const next = index + 1 < points.length ? points[index + 1].date : end;
    return `${index === 0 ? 'M' : 'L'}${x(point.date)},${y(point.value)}H${x(next)}`;
  }).join('');
}

/**
 * Balances over value dates.
 *
 * @param series the balances as known now
 * @param known the same as they were known at a moment; drawn beside them where they differ
 * @param marks the days that were restated
 * @param asOf the day that is looked at
 * @param width how wide it is drawn, so that its words are read as they are written
 */
export function balanceChart({ from, to, series, known, marks = [], asOf, label, pick, width = WIDTH }) {
  const height = 280;
  const frame = { left: 64, right: 12, top: 12, bottom: 26 };
  const days = Math.max(1, daysBetween(from, to));
  const all = [...series, ...(known ?? [])].map(point => point.value);
  const ticks = nice(Math.min(0, ...all), Math.max(...all, 1));
  const x = date => Math.round((frame.left + (daysBetween(from, date) / days) * (width - frame.left - frame.right)) * 10) / 10;
  const y = value => Math.round((frame.top + (1 - (value - ticks[0]) / (ticks.at(-1) - ticks[0])) * (height - frame.top - frame.bottom)) * 10) / 10;
  const line = stairs(series, x, y, to);
  const at = point => series.findLast(candidate => candidate.date <= point) ?? series[0];
  const choose = event => {
    const box = event.currentTarget.getBoundingClientRect();
    const part = ((event.clientX - box.left) / box.width * width - frame.left) / (width - frame.left - frame.right);
    pick?.(plusDays(from, Math.round(Math.min(1, Math.max(0, part)) * days)));
  };
  return html`<svg class="chart balance" viewBox="0 0 ${width} ${height}" role="img" aria-label=${label} @click=${choose}>
    ${ticks.map(tick => svg`<g><line class=${tick === 0 ? 'axis' : 'grid'} x1=${frame.left} x2=${width - frame.right} y1=${y(tick)} y2=${y(tick)}/>
      <text x=${frame.left - 10} y=${y(tick) + 4} text-anchor="end">${brief(tick)}</text></g>`)}
    ${monthsIn(from, to).map(first => svg`<text x=${x(first)} y=${height - 6}>${month(first)}</text>`)}
    <path class="area" d="${line}V${y(Math.max(0, ticks[0]))}H${x(series[0].date)}Z"></path>
    ${known ? svg`<path class="known" d=${stairs(known, x, y, to)}></path>` : nothing}
    <path class="line" d=${line}></path>
    ${marks.map(date => svg`<g class="mark"><line x1=${x(date)} x2=${x(date)} y1=${frame.top} y2=${height - frame.bottom}/>
      <circle cx=${x(date)} cy=${y(at(date).value)} r="5"><title>Restated: ${day(date)}</title></circle></g>`)}
    ${asOf ? svg`<g class="cursor"><line x1=${x(asOf)} x2=${x(asOf)} y1=${frame.top} y2=${height - frame.bottom}/>
      <circle cx=${x(asOf)} cy=${y((known ?? series).findLast(point => point.date <= asOf)?.value ?? 0)} r="5"/></g>` : nothing}
  </svg>`;
}

/** What came in and what went out, step by step, and the total after each as a line. */
export function flowChart({ steps, label }) {
  const height = 300;
  const frame = { left: 64, right: 12, top: 12, bottom: 26 };
  const highest = Math.max(1, ...steps.flatMap(step => [step.in, step.out]));
  const ticks = nice(-highest, highest);
  const y = value => Math.round((frame.top + (1 - (value - ticks[0]) / (ticks.at(-1) - ticks[0])) * (height - frame.top - frame.bottom)) * 10) / 10;
  const room = (WIDTH - frame.left - frame.right) / Math.max(1, steps.length);
  const bar = Math.max(1, room * 0.68);
  const every = Math.ceil(steps.length / 12);
  return html`<svg class="chart flows" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label=${label}>
    ${ticks.map(tick => svg`<g><line class=${Math.abs(tick) < 1e-9 ? 'axis' : 'grid'} x1=${frame.left} x2=${WIDTH - frame.right} y1=${y(tick)} y2=${y(tick)}/>
      <text x=${frame.left - 10} y=${y(tick) + 4} text-anchor="end">${brief(Math.abs(tick))}</text></g>`)}
    ${steps.map((step, index) => {
      const left = frame.left + index * room + (room - bar) / 2;
      return svg`<g><title>${day(step.from)}: in ${step.in}, out ${step.out}</title>
        <rect class="in" x=${left} width=${bar} y=${y(Math.max(0, step.in))} height=${y(0) - y(Math.max(0, step.in))} rx="1.5"/>
        <rect class="out" x=${left} width=${bar} y=${y(0)} height=${y(-Math.max(0, step.out)) - y(0)} rx="1.5"/>
        ${index % every === 0 ? svg`<text x=${left} y=${height - 6}>${steps.length > 40 ? month(step.from) : step.label ?? month(step.from)}</text>` : nothing}</g>`;
    })}
  </svg>`;
}

/** Bars beside their names, for a handful of totals. */
export function bars({ items, label }) {
  const row = 40;
  const most = Math.max(1, ...items.map(item => Math.abs(item.value)));
  return html`<div class="bars" role="img" aria-label=${label}>${items.map(item => html`<div class="bar-row">
    <span class="bar-name">${item.name}</span>
    <svg viewBox="0 0 400 ${row / 4}" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="400" height=${row / 4} rx="3"/>
      <rect class=${item.kind ?? 'in'} width=${Math.max(2, Math.abs(item.value) / most * 400)} height=${row / 4} rx="3"/></svg>
    <span class="bar-value numbers">${item.written}</span></div>`)}</div>`;
}

/** How a sum came about: each part begins where the one before ended. */
export function waterfall({ parts, label }) {
  const height = 240;
  const frame = { left: 64, right: 12, top: 16, bottom: 34 };
  let running = 0;
  const placed = parts.map(part => {
    const from = part.total ? 0 : running;
    running = part.total ? part.value : running + part.value;
    return { ...part, from, to: running };
  });
  const ends = placed.flatMap(part => [part.from, part.to]);
  const ticks = nice(Math.min(0, ...ends), Math.max(...ends, 1));
  const y = value => frame.top + (1 - (value - ticks[0]) / (ticks.at(-1) - ticks[0])) * (height - frame.top - frame.bottom);
  const room = (WIDTH - frame.left - frame.right) / Math.max(1, placed.length);
  const bar = Math.min(96, room * 0.6);
  return html`<svg class="chart waterfall" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label=${label}>
    ${ticks.map(tick => svg`<g><line class=${tick === 0 ? 'axis' : 'grid'} x1=${frame.left} x2=${WIDTH - frame.right} y1=${y(tick)} y2=${y(tick)}/>
      <text x=${frame.left - 10} y=${y(tick) + 4} text-anchor="end">${brief(tick)}</text></g>`)}
    ${placed.map((part, index) => {
      const middle = frame.left + index * room + room / 2;
      const kind = part.total ? 'total' : part.value < 0 ? 'out' : 'in';
      return svg`<g><rect class=${kind} x=${middle - bar / 2} width=${bar} y=${y(Math.max(part.from, part.to))}
          height=${Math.max(1.5, Math.abs(y(part.from) - y(part.to)))} rx="2"/>
        ${index + 1 < placed.length ? svg`<line class="link" x1=${middle + bar / 2} x2=${middle + room - bar / 2} y1=${y(part.to)} y2=${y(part.to)}/>` : nothing}
        <text x=${middle} y=${height - 10} text-anchor="middle">${part.name}</text></g>`;
    })}
  </svg>`;
}

/** A small line of what a number lately was. */
export function sparkline(numbers, label) {
  const width = 140;
  const height = 32;
  const most = Math.max(1, ...numbers);
  const step = width / Math.max(1, numbers.length - 1);
  const path = numbers.map((number, index) =>
    `${index === 0 ? 'M' : 'L'}${(index * step).toFixed(1)},${(height - 3 - (number / most) * (height - 6)).toFixed(1)}`).join('');
  return html`<svg class="sparkline" viewBox="0 0 ${width} ${height}" role="img" aria-label=${label}><path d=${path || 'M0,29'}></path></svg>`;
}
