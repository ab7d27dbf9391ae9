import type { Plate } from '../queries/key.ts';
import { Paper } from './paper.tsx';
import { QrCode } from './qr.tsx';

/** 二维码铭牌 (一村一码): one A4 page a village, to be printed, covered and hung at the village's board. */
export function PlatePaper({ name, plates, publicUrl }: { name: string; plates: readonly Plate[]; publicUrl: string }) {
  const host = publicUrl.replace(/^https?:\/\//, '');
  return (
    <Paper
      title={`${name}二维码铭牌`}
      kind="plates a4 upright"
      note={
        <p>
          一共 {plates.length} 张，一村一张，A4 纸竖排。用浏览器菜单里的“打印”，缩放选 100%，建议过塑后挂在公开栏旁。
        </p>
      }
    >
      {plates.length === 0 && <p className="none">这里没有村（社区），没有铭牌可打印。</p>}
      {plates.map((plate) => (
        <section key={plate.code} className="plate">
          <p className="township">{plate.townshipName}</p>
          <h1>{plate.name}</h1>
          <p className="column">村务公开 · 一村一码</p>
          <QrCode
            text={plate.key ? `${publicUrl}/v/${plate.key}` : `${publicUrl}/b/${plate.code}`}
            name={`${plate.name}的二维码`}
          />
          <ol>
            <li>打开手机微信，点“扫一扫”，对准上面的方块。</li>
            <li>村里该公开什么、公开了没有，钱怎么收、怎么花，都在里面。</li>
            <li>有疑问就在里面提问，村里 10 天内答复。</li>
          </ol>
          <p className="address">
            不能扫码，用手机或电脑打开：
            <strong>
              {host}/b/{plate.code}
            </strong>
          </p>
          {plate.key && <p className="small">本码供本村村民使用，请不要拍照发到网上。不登记、不记录谁扫过。</p>}
        </section>
      ))}
    </Paper>
  );
}
