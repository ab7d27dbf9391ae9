import { useQuery } from '@tanstack/react-query';
import { Descriptions } from 'antd';
import { otherDomain } from '../rules/domains.ts';
import { ItemAudience } from './itemaudience.tsx';
import { useParams } from 'react-router';
import { api, read } from '../../console/client.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem, Waiting } from '../../console/page.tsx';

/** One catalogue item: what it says, how its term is read, whom it binds. */
export function ItemPage() {
  const { id = '' } = useParams();
  const one = useQuery({
    queryKey: ['catalogues', 'item', id],
    queryFn: () => read(api.catalogues.items[':id'].$get({ param: { id } })),
  });
  if (one.isError) return <Problem error={one.error} retry={() => void one.refetch()} />;
  if (!one.data) return <Waiting />;
  const item = one.data;
  return (
    <Page
      title={`${item.level1} · ${item.level2}`}
      lead={item.manner === 'request' ? '依申请公开' : '主动公开'}
      actions={<LinkButton to={`/obligations?q=${encodeURIComponent(item.level2)}`}>各机构公开了没有</LinkButton>}
    >
      <section className="panel">
        <Descriptions
          size="small"
          column={1}
          items={[
            { key: 'content', label: '公开内容', children: item.content },
            { key: 'basis', label: '公开依据', children: item.legal_basis },
            { key: 'limit', label: '公开时限（原文）', children: `“${item.time_limit}”` },
            { key: 'reading', label: '读作', children: item.reading },
            { key: 'subject', label: '公开主体（原文）', children: item.responsible },
            { key: 'domain', label: '领域', children: item.domain || otherDomain },
            { key: 'channels', label: '必选渠道（■）', children: item.channels.join('、') || '——' },
            { key: 'optional', label: '可选渠道（□）', children: item.optional_channels.join('、') || '——' },
            {
              key: 'audience',
              label: '公开对象',
              children: (
                <ItemAudience key={item.audience} id={id} audience={item.audience} mayEdit={item.maySetAudience} />
              ),
            },
            ...item.extra.map(({ heading, text }) => ({ key: `extra ${heading}`, label: heading, children: text })),
          ]}
        />
      </section>
      <section className="panel">
        <h2>由谁公开（{item.bodies.length} 个机构）</h2>
        {item.bodies.length === 0 ? (
          <p className="empty">在您能看到的机构里没有，或公开主体还需要人工确认。</p>
        ) : (
          <ul className="plain-list">
            {item.bodies.map(({ code, name }) => (
              <li key={code}>{name}</li>
            ))}
          </ul>
        )}
      </section>
    </Page>
  );
}
