/** A table wider than the screen scrolls inside itself; Ant Design gives the keyboard no way to it, so it gets one here. */
export function letKeyboardScroll(root: HTMLElement): void {
  const mark = () => {
    for (const table of root.querySelectorAll('.ant-table-content:not([tabindex]), .scroll:not([tabindex])'))
      if (table.scrollWidth > table.clientWidth) table.setAttribute('tabindex', '0');
  };
  new MutationObserver(mark).observe(root, { childList: true, subtree: true });
  window.addEventListener('resize', mark);
}
