import { Button, Form, Select } from 'antd';
import { BodySelect } from '../../body/console/bodyselect.tsx';
import { roles } from '../rules.ts';

const roleOptions = Object.entries(roles).map(([value, label]) => ({ value, label }));

/** The roles of one person, each with the body whose subtree it holds on. */
export function RoleFields() {
  return (
    <Form.List name="roles">
      {(fields, { add, remove }, { errors }) => (
        <fieldset className="role-fields">
          <legend>角色和管辖范围（含下级机构）</legend>
          {fields.map(({ key, name }) => (
            <div key={key} className="role-line">
              <Form.Item name={[name, 'role']} rules={[{ required: true, message: '请选择角色' }]}>
                <Select aria-label="角色" placeholder="角色" options={roleOptions} />
              </Form.Item>
              <Form.Item name={[name, 'bodyId']} rules={[{ required: true, message: '请选择机构' }]}>
                <BodySelect label="管哪个机构" placeholder="管哪个机构" />
              </Form.Item>
              {fields.length > 1 && <Button onClick={() => remove(name)}>去掉</Button>}
            </div>
          ))}
          <Form.ErrorList errors={errors} />
          <Button onClick={() => add()}>再加一个角色</Button>
        </fieldset>
      )}
    </Form.List>
  );
}
