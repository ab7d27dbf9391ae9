const minute = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'long',
  timeStyle: 'short',
});

/** 2026年5月15日 09:00, in Shanghai, wherever the browser is. */
export const instantText = (instant: string): string => minute.format(new Date(instant));
