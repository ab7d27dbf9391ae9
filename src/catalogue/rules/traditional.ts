/** Traditional characters that occur in time limits, and the simplified one each stands for. Pure. */

const traditional =
  '個開內變長時實進況後佈發隨務會決議請結訊項從應當無異滿審報財預執過對間於與員據動態兩歲規劃資準單條鄉鎮縣級門網辦眾體欄專' +
  '關調驗備購標貼補確認簽訂製獲產廢選舉監學號週書證許罰處徵協轉類權領導職構總區廣電視點層閱聽覽覆參爲為檢測評畢諮詢願積極達' +
  '續繳貧難災險療養環農業漁貨幣額債償貸種樣';
const simplified =
  '个开内变长时实进况后布发随务会决议请结讯项从应当无异满审报财预执过对间于与员据动态两岁规划资准单条乡镇县级门网办众体栏专' +
  '关调验备购标贴补确认签订制获产废选举监学号周书证许罚处征协转类权领导职构总区广电视点层阅听览复参为为检测评毕咨询愿积极达' +
  '续缴贫难灾险疗养环农业渔货币额债偿贷种样';

const pairs = new Map([...traditional].map((character, at) => [character, simplified.charAt(at)]));

/** The text in simplified characters. */
export const inSimplified = (text: string): string =>
  text.replaceAll(/[\u4e00-\u9fff]/g, (character) => pairs.get(character) ?? character);
