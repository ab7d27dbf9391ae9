import type { BodyRow } from '../body/queries.ts';
import { dateWords } from './date.ts';

/** The working-day terms of an answer to an application (国令第711号第三十三条), and of the statutory publication (第二十六条). */
const answerWithinWorkingDays = 20;
const extensionAtMostWorkingDays = 20;
const publishWithinWorkingDays = 20;

interface GuideProps {
  countyName: string;
  office: string | undefined;
  bodies: readonly BodyRow[];
  categories: readonly { name: string; count: number }[];
  today: string;
}

/** 公开指南 (国令第711号第十二条): how public information is sorted, how to get it, who is in charge. Made from the data of the day. */
export function GuideView({ countyName, office, bodies, categories, today }: GuideProps) {
  const count = (kind: BodyRow['kind']) => bodies.filter((body) => body.kind === kind).length;
  return (
    <article className="prose">
      <h1>{countyName}政府信息公开指南</h1>
      <p className="quiet">本指南按网站当前的数据自动编写，{dateWords(today)}更新。</p>

      <h2 id="who">谁来公开</h2>
      <p>
        {countyName}的 {count('bureau')} 个部门、{count('township')} 个乡镇（街道）和 {count('village')}{' '}
        个村（社区）都在本站公开。
        {office && `主管全面工作的是${office}。`}
        各机构公开自己制作的信息，也公开从公民、企业和其他组织那里取得并保存的信息。
      </p>
      <p>
        <a href="/bodies">看机构名单</a>
      </p>
      <p className="quiet">各机构的办公地址、办公时间、联系电话，本站还没有登记。</p>

      <h2 id="sorted">公开哪些，怎么分类</h2>
      <p>
        该公开什么，写在<a href="/catalogue">公开目录</a>里：每一项都写明内容、依据、时限和由谁公开。
      </p>
      <p>法律法规没有另外规定的，信息形成或变更之日起 {publishWithinWorkingDays} 个工作日内公开。</p>
      {categories.length > 0 && (
        <>
          <p>已公开的文件目前分为：</p>
          <ul>
            {categories.map(({ name, count }) => (
              <li key={name}>
                <a href={`/documents?category=${encodeURIComponent(name)}`}>{name}</a>（{count} 件）
              </li>
            ))}
          </ul>
        </>
      )}
      <p>每件信息有一个索引号，由机构代码、年份和流水号组成，终身不变。打电话询问时报“查询编号”即可。</p>

      <h2 id="get">怎么获取</h2>
      <ul>
        <li>
          <a href="/search">搜索</a>：写几个字就能查标题和正文；
        </li>
        <li>
          <a href="/documents">按分类和年份翻看</a>；
        </li>
        <li>
          <a href="/bodies">按机构或村翻看</a>；
        </li>
        <li>国家档案馆、公共图书馆和政务服务场所设有查阅点，可以到现场看。</li>
      </ul>

      <h2 id="apply">网上没有，怎么申请</h2>
      <p>公民、法人和其他组织都可以向制作或保存信息的机构申请公开，不需要说明用途。申请里写清三件事：</p>
      <ol>
        <li>您的姓名或单位名称、身份证明、联系方式；</li>
        <li>要的信息叫什么名字、什么文号，或者别的能帮助找到它的描述；</li>
        <li>希望用什么形式、什么途径得到。</li>
      </ol>
      <p>
        一般应当书面申请，信件和电子邮件都可以；书写确有困难的，可以口头提出，由工作人员代填。能当场答复的当场答复；不能当场答复的，
        {answerWithinWorkingDays} 个工作日内答复，需要延长的，最多再延长 {extensionAtMostWorkingDays}{' '}
        个工作日，并会告诉您。
      </p>
      <p className="quiet">
        依据：《中华人民共和国政府信息公开条例》（国令第711号）第十二、二十六、二十七、二十九、三十、三十三条。
      </p>
    </article>
  );
}
