/** A drawing too wide for a phone: it keeps its size, so that its words can be read, and is moved inside its frame, by keyboard too. */
export const Drawing = ({ src, alt }: { readonly src: string; readonly alt: string }) => (
  <div role="region" aria-label={alt} tabIndex={0} class="overflow-x-auto rounded-8 border border-solid-gray-420 print:overflow-visible">
    <img src={src} alt={alt} class="block max-w-none print:max-w-full" />
  </div>
);
