/**
 * The stitch gauge: one stitch is one real thing. Always decorative, the number stands in text beside it.
 * `full` stitches are knitted, the last `fresh` of them are sun yellow, the rest of `total` is outlined.
 */
interface MaillesProps {
  total: number;
  full: number;
  fresh?: number;
  columns?: number;
  /** On the deep fir block the free stitches are lighter. */
  deep?: boolean;
  className?: string;
  width?: number;
}

const LEFT = 'M10 22C4.5 19 .4 10 .8 1 6.200 4.500 10 13 10 22Z';
const RIGHT = 'M10 22C15.5 19 19.600 10 19.200 1 13.800 4.500 10 13 10 22Z';

export function Mailles({
  total,
  full,
  fresh = 0,
  columns = 7,
  deep = false,
  className,
  width,
}: MaillesProps) {
  const rows = Math.ceil(total / columns);
  return (
    <svg
      className={className}
      width={width}
      viewBox={`-1 -1 ${columns * 20 + 2} ${rows * 13 + 11}`}
      aria-hidden="true"
      focusable="false"
    >
      {Array.from({ length: total }, (_, i) => {
        const x = (i % columns) * 20;
        const y = (rows - 1 - Math.floor(i / columns)) * 13;
        const knitted = i < full;
        const colour = i >= full - fresh ? 'var(--stitch-new)' : deep ? 'var(--stitch-full)' : 'var(--m3)';
        return (
          <g
            // biome-ignore lint/suspicious/noArrayIndexKey: a stitch is its place
            key={i}
            transform={`translate(${x} ${y})`}
            fill={knitted ? colour : 'none'}
            stroke={knitted ? 'none' : deep ? 'var(--stitch-free)' : 'var(--line-strong)'}
            strokeWidth={1.1}
          >
            <path d={LEFT} />
            <path d={RIGHT} />
          </g>
        );
      })}
    </svg>
  );
}

/** The logo: two loops that hold each other. */
export function Logo({ size = 40 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      <rect width="40" height="40" rx="11" fill="var(--brand-deep)" />
      <g fill="none" strokeLinecap="round" strokeWidth="5">
        <path d="M9.500 28.500V17.500a5.250 5.250 0 0 1 10.500 0v5" stroke="#8CE0BC" />
        <path d="M30.500 11.500V22.500a5.250 5.250 0 0 1-10.500 0v-5" stroke="var(--soleil)" />
        <path d="M20 17.300v.4" stroke="#8CE0BC" />
      </g>
    </svg>
  );
}
