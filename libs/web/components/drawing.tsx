/** A drawing, no wider than the page; whoever wants to read its small print opens it alone and enlarges it. */
export const Drawing = ({ src, alt }: { readonly src: string; readonly alt: string }) => (
  <img src={src} alt={alt} class="block h-auto max-w-full rounded-8 border border-solid-gray-420" />
);
