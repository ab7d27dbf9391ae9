import { Button, Result } from 'antd';

/** A screen that failed to draw: the menu stays, the person can go on. */
export function Crash() {
  return (
    <Result
      status="error"
      title="这个页面出错了"
      subTitle="已保存的内容不受影响。刷新网页再试；如还不行，请把您刚才做的事告诉管理员。"
      extra={
        <Button type="primary" onClick={() => location.reload()}>
          刷新
        </Button>
      }
    />
  );
}
