import { Button, type ButtonProps } from 'antd';
import { useHref, useLinkClickHandler } from 'react-router';

/** A button that leads to another screen: a real link, so that it opens in a new tab and needs no page load here. */
export function LinkButton({ to, ...rest }: Omit<ButtonProps, 'href' | 'onClick'> & { to: string }) {
  return <Button {...rest} href={useHref(to)} onClick={useLinkClickHandler(to)} />;
}
