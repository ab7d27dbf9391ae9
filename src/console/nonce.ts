/** The nonce of this page load, by which the content policy knows our style sheets. */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';

// Some libraries (the scroll lock under a dialog, the rich-text editor) write a style sheet at run time and know nothing
// of nonces. Only our own scripts run here, so every sheet they create may carry it.
document.createElement = new Proxy(document.createElement, {
  apply(create, self, args: Parameters<typeof document.createElement>) {
    const element: unknown = Reflect.apply(create, self, args);
    if (element instanceof HTMLStyleElement) element.nonce = styleNonce;
    return element;
  },
});
