// How amounts, dates and names are written. Amounts stay the decimal strings that they are: no floating point touches money.

const THIN = '\u202f';

/** A decimal string with groups of three, a true minus sign, and a plus sign where asked for. */
export function amount(text, { sign = false } = {}) {
  if (text === undefined || text === null) {
    return '';
  }
  const negative = text.startsWith('-');
  const [whole, fraction] = text.replace(/^[-+]/, '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, THIN);
  const written = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  const isZero = /^[0.]*$/.test(written.replaceAll(THIN, ''));
  return (negative ? '\u2212' : sign && !isZero ? '+' : '') + written;
}

/** 'in', 'out' or 'none': which way an amount goes. */
export function direction(text) {
  return /^[-+]?[0.]*$/.test(text) ? 'none' : text.startsWith('-') ? 'out' : 'in';
}

/** The sum of decimal strings of at most four decimals, exactly. */
export function sum(texts) {
  const scale = Math.max(0, ...texts.map(text => (text.split('.')[1] ?? '').length));
  const total = texts.reduce((whole, text) => {
    const [integer, fraction = ''] = text.replace('-', '').split('.');
    const minor = BigInt(integer + fraction.padEnd(scale, '0'));
    return text.startsWith('-') ? whole - minor : whole + minor;
  }, 0n);
  const digits = (total < 0n ? -total : total).toString().padStart(scale + 1, '0');
  const written = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return total < 0n ? `-${written}` : written;
}

/** A count with groups of three. */
export function count(number) {
  return number === undefined || number === null ? '\u2013' : amount(String(number));
}

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' });
const MOMENT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit',
});

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** The time of a day. */
export function clock(date) {
  return CLOCK.format(date);
}

/** A date such as 31 Jan 2026. */
export function day(iso) {
  return iso ? DAY.format(new Date(`${iso}T00:00:00Z`)) : '';
}

/** A month's short name. */
export function month(iso) {
  return MONTH.format(new Date(`${iso}T00:00:00Z`));
}

/** A moment in the reader's own time zone. */
export function moment(iso) {
  return iso ? MOMENT.format(new Date(iso)) : '';
}

/** Today in the reader's own time zone, as an ISO date. */
export function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** A date so many days later. */
export function plusDays(iso, days) {
  const date = new Date(`${iso}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** How many days from one date to another. */
export function daysBetween(from, to) {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** MoneyDeposited as "Money deposited". */
export function words(name) {
  const spaced = name.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ').toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** The first part of an id, enough to tell it from its neighbours. */
export function short(id) {
  return id ? id.slice(0, 8) : '';
}

/** Seconds as people say them. */
export function duration(seconds) {
  if (seconds === undefined || seconds === null) {
    return '\u2013';
  }
  if (seconds < 1) {
    return `${Math.round(seconds * 1000)} ms`;
  }
  return seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

/** Bytes as people say them. */
export function bytes(number) {
  return number < 1024 ? `${number} B`
    : number < 1024 * 1024 ? `${Math.round(number / 1024)} kB` : `${(number / 1024 / 1024).toFixed(1)} MB`;
}
