// strftime(3) in UTC and the C locale.

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly yearday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Days since 1970 to year, month and day (Howard Hinnant's civil_from_days). */
function civil(seconds: number): Civil {
  const days = Math.floor(seconds / 86_400);
  const rest = seconds - days * 86_400;
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor(
    (doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365,
  );
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const day = doy - Math.floor((153 * mp + 2) / 5) + 1;
  const month = mp < 10 ? mp + 3 : mp - 9;
  const year = yoe + era * 400 + (month <= 2 ? 1 : 0);
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const starts = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
  return {
    year,
    month,
    day,
    weekday: (((days + 4) % 7) + 7) % 7,
    yearday: (starts[month - 1] as number) + day + (isLeap && month > 2 ? 1 : 0),
    hour: Math.floor(rest / 3600),
    minute: Math.floor(rest / 60) % 60,
    second: Math.floor(rest % 60),
  };
}

export function formatTime(format: string, seconds: number): string {
  const time = civil(seconds);
  return format.replace(/%(.)/g, (all, letter: string) => field(letter, time, seconds) ?? all);
}

function two(value: number, fill = '0'): string {
  return String(value).padStart(2, fill);
}

function field(letter: string, time: Civil, seconds: number): string | undefined {
  const day = DAYS[time.weekday] as string;
  const month = MONTHS[time.month - 1] as string;
  const again = (format: string) => formatTime(format, seconds);
  const fields: Readonly<Record<string, () => string>> = {
    Y: () => String(time.year),
    y: () => two(time.year % 100),
    C: () => two(Math.floor(time.year / 100)),
    m: () => two(time.month),
    d: () => two(time.day),
    e: () => two(time.day, ' '),
    H: () => two(time.hour),
    I: () => two(time.hour % 12 || 12),
    M: () => two(time.minute),
    S: () => two(time.second),
    p: () => (time.hour < 12 ? 'AM' : 'PM'),
    j: () => String(time.yearday).padStart(3, '0'),
    s: () => String(seconds),
    u: () => String(time.weekday || 7),
    w: () => String(time.weekday),
    a: () => day.slice(0, 3),
    A: () => day,
    b: () => month.slice(0, 3),
    h: () => month.slice(0, 3),
    B: () => month,
    Z: () => 'UTC',
    z: () => '+0000',
    n: () => '\n',
    t: () => '\t',
    '%': () => '%',
    F: () => again('%Y-%m-%d'),
    T: () => again('%H:%M:%S'),
    X: () => again('%H:%M:%S'),
    R: () => again('%H:%M'),
    D: () => again('%m/%d/%y'),
    x: () => again('%m/%d/%y'),
    r: () => again('%I:%M:%S %p'),
    c: () => again('%a %b %e %H:%M:%S %Y'),
  };
  return fields[letter]?.();
}
