/** A square of dark and light modules with the quiet zone around it, drawn with attributes alone. `label` says what it holds. */
export function QrCode({ modules, label }: { readonly modules: readonly (readonly boolean[])[]; readonly label: string }) {
  const dark = modules.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  const size = modules.length;
  return (
    <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} class="size-56 bg-white" shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#ffffff" />
      <path d={dark} fill="#000000" />
    </svg>
  );
}

/** Letters to be copied by hand, in groups of four. */
export const Letters = ({ text }: { readonly text: string }) => (
  <code class="block max-w-[32rem] break-words font-mono text-std-18B-160">{(text.match(/.{1,4}/g) ?? []).join(' ')}</code>
);
