/** In a frame: the page around learns how high the content is. What it says is documented on `/integration`. */
export const MESSAGE = 'maillage.height';

export function tellHeight() {
  if (window.parent === window) return;
  let told = 0;
  const tell = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    // Whoever frames it is anybody, and it is no secret.
    window.parent.postMessage({ type: MESSAGE, height }, '*');
  };
  new ResizeObserver(tell).observe(document.body);
}
