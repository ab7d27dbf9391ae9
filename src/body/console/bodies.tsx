import { Input, Tree } from 'antd';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { useMay, useSession } from '../../console/session.tsx';
import { BodyPanel } from './bodypanel.tsx';
import { useBodies, type Body } from './reading.ts';

interface Node {
  key: string;
  title: string;
  children: Node[];
}

/** The bodies found by `words` with everything above them, as a tree. */
function treeOf(bodies: readonly Body[], words: string): Node[] {
  const hits = bodies.filter(({ name }) => name.includes(words));
  const shown = words ? bodies.filter(({ path }) => hits.some((hit) => hit.path.startsWith(path))) : bodies;
  const nodes = new Map<string, Node>(shown.map(({ id, name }) => [id, { key: id, title: name, children: [] }]));
  const roots: Node[] = [];
  for (const { id, parent_id } of shown) {
    const node = nodes.get(id);
    if (node) (nodes.get(parent_id ?? '')?.children ?? roots).push(node);
  }
  return roots;
}

/** 机构与人员: the tree of bodies, and what belongs to the chosen one. */
export function Bodies() {
  const bodies = useBodies();
  const session = useSession();
  const mayImport = useMay('body.edit');
  const mayManage = useMay('account.manage');
  const [params, setParams] = useSearchParams();
  const [words, setWords] = useState('');
  const chosenId = params.get('body') ?? session.body_id;
  const tree = useMemo(() => treeOf(bodies.data ?? [], words.trim()), [bodies.data, words]);
  const above = useMemo(() => {
    const chosen = bodies.data?.find(({ id }) => id === chosenId);
    return bodies.data?.filter(({ path }) => chosen?.path.startsWith(path)).map(({ id }) => id) ?? [];
  }, [bodies.data, chosenId]);
  const chosen = bodies.data?.find(({ id }) => id === chosenId);
  const count = bodies.data?.length ?? 0;
  return (
    <Page
      title="机构与人员"
      lead={bodies.data && `共 ${count} 个机构。点一个机构，看它的科室和领导小组。`}
      actions={
        <>
          {mayImport && <LinkButton to="/people/import">导入机构表</LinkButton>}
          {mayManage && (
            <LinkButton to="/accounts" type="primary">
              管理人员账号
            </LinkButton>
          )}
        </>
      }
    >
      {bodies.isError && <Problem error={bodies.error} retry={() => void bodies.refetch()} />}
      {bodies.isPending && <Waiting />}
      {bodies.data && (
        <div className="beside">
          <section className="panel" aria-label="机构树">
            <Input.Search
              aria-label="查找机构"
              placeholder="查找，例如 小甸子"
              allowClear
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
            {tree.length === 0 ? (
              <p className="empty">没有名称含“{words}”的机构。</p>
            ) : (
              <Tree
                key={words ? 'found' : above.join()}
                className="body-tree"
                treeData={tree}
                blockNode
                height={560}
                defaultExpandAll={words.trim() !== ''}
                defaultExpandedKeys={above}
                selectedKeys={[chosenId]}
                onSelect={([key]) => key !== undefined && setParams({ body: String(key) })}
              />
            )}
          </section>
          {chosen ? <BodyPanel key={chosen.id} body={chosen} /> : <p className="empty">请选择一个机构。</p>}
        </div>
      )}
    </Page>
  );
}
