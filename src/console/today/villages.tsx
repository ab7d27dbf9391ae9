import { Button } from 'antd';
import { useMay } from '../session.tsx';

/** For a village's own people: their work is done on the small screen that is made for a telephone. */
export function VillageToday() {
  const mayReview = useMay('village.review');
  const mayFill = useMay('village.fill');
  const isTownship = useMay('villagelist.edit');
  if (isTownship || !(mayReview || mayFill)) return null;
  return (
    <section className="panel">
      <h2>村务公开</h2>
      <p>{mayReview ? '审查公开表，手机上也能办。' : '填收支表、名单，拍照，手机上也能办。'}</p>
      <Button type="primary" href="/cun">
        {mayReview ? '去审查' : '去填报'}
      </Button>
    </section>
  );
}
