/** How to use the site, in the words of a person at the counter. */
export function HelpView() {
  return (
    <article className="prose">
      <h1>使用帮助</h1>

      <h2>怎么查</h2>
      <p>
        在搜索框里写几个字，按“搜索”。写词比写句子好找，比如写“公积金”而不是“我想知道公积金怎么提取”。知道文号的，写文号里的字和数字也行。
      </p>

      <h2>字太小</h2>
      <p>
        点页面上方的“长辈版”：字更大，按钮更大，内容更少。这台设备会记住您的选择，点“标准版”就换回来。也可以把这个网址发给家里老人，打开就是长辈版：
      </p>
      <p>
        <a href="/elder?on=1&amp;back=/">用长辈版打开首页</a>
      </p>

      <h2>标记是什么意思</h2>
      <dl className="facts">
        <div>
          <dt>
            <span className="state done">已公开</span>
          </dt>
          <dd>在期限之内公开了。晚了的会写明晚几天。</dd>
        </div>
        <div>
          <dt>
            <span className="state today">今天到期</span>
          </dt>
          <dd>今天是最后一天，还没公开。</dd>
        </div>
        <div>
          <dt>
            <span className="state late">还没公开</span>
          </dt>
          <dd>期限已经过了，还没有公开。会写明超过几天。</dd>
        </div>
        <div>
          <dt>
            <span className="state">没到期</span>
          </dt>
          <dd>还没到期限。</dd>
        </div>
        <div>
          <dt>
            <span className="state unclear">期限不明</span>
          </dt>
          <dd>目录里写的时限，系统读不准，要由工作人员确认，不乱猜。</dd>
        </div>
      </dl>

      <h2>怎么知道没有被改过</h2>
      <p>
        每份文件下面有“版本与证明”：什么时候公开、更正过几次、为什么更正，都在那里。公开的文件不会悄悄消失，撤回的也会留下一页，写明什么时候、为什么撤回。
      </p>

      <h2>没有网、没有智能手机</h2>
      <p>可以请村（社区）、乡镇便民服务中心的工作人员帮您查，报给他们文件名或查询编号就行。</p>
    </article>
  );
}
