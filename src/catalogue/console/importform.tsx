import { Button, DatePicker, Form, Input, type FormInstance } from 'antd';

export interface ImportFields {
  name?: string;
  effectiveOn?: { format(shape: string): string };
}

/** Under which name, and from which day, a catalogue is stored. */
export function ImportForm(props: {
  form: FormInstance<ImportFields>;
  onFinish: (fields: ImportFields) => void;
  /** The name decides with which catalogue it is compared. */
  onName: (name: string) => void;
  isPending: boolean;
}) {
  return (
    <Form form={props.form} layout="vertical" className="form-narrow" onFinish={props.onFinish}>
      <Form.Item
        name="name"
        label="目录名称"
        extra="与已有目录同名，就存为它的新版本。"
        rules={[{ required: true, message: '请填写目录名称' }]}
      >
        <Input maxLength={80} onBlur={({ target }) => target.value.trim() && props.onName(target.value.trim())} />
      </Form.Item>
      <Form.Item
        name="effectiveOn"
        label="施行日期（不填就是今天）"
        extra="可以是以后的某一天：到那天自动成为现行版本。"
      >
        <DatePicker />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={props.isPending}>
        导入
      </Button>
    </Form>
  );
}
