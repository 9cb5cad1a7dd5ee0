/** Traditional characters as simplified ones, so that 漢堡 finds 汉堡. Not a dictionary: one character at a time, those
 * of the names of this atlas, since nothing else is searched; where one simplified character stands for several, all lead to it. */
const PAIRS = [
  '萬万 與与 業业 東东 烏乌 喬乔 亞亚 產产 們们 眾众 倫伦 體体 蘭兰 興兴 淨净 劃划 製制 動动 華华 盧卢 廠厂 參参 雙双 發发 臺台 葉叶 號号 園园 國国 圖图 聖圣 場场 備备 頭头',
  '奧奥 寧宁 寬宽 賓宾 爾尔 幹干 乾干 庫库 開开 張张 歸归 錄录 彥彦 揚扬 託托 機机 橋桥 歐欧 畢毕 漢汉 瀋沈 澤泽 濟济 渾浑 溫温 滿满 濱滨 熱热 琿珲 電电 稅税 約约 納纳 紐纽',
  '組组 經经 紹绍 綏绥 維维 綜综 緣缘 羅罗 臚胪 騰腾 蘇苏 範范 藥药 萊莱 營营 薩萨 裝装 規规 諾诺 誼谊 謝谢 穀谷 訥讷 貝贝 貨货 賈贾 賽赛 車车 軌轨 遼辽 達达 運运 遠远 連连',
  '鄭郑 裡里 裏里 採采 欽钦 鐵铁 錫锡 長长 門门 闊阔 陽阳 際际 陸陆 韋韦 韓韩 順顺 額额 馬马 魚鱼 魯鲁 鮁鲅 齊齐 龍龙 蔭荫 區区 醫医 團团 慶庆 總总 崑昆 術术 蓋盖 糧粮 係系',
  '繫系 後后 鬥斗 佈布 別别 衆众 線线',
].join(' ');

const SIMPLIFIED = new Map(PAIRS.split(' ').map((pair) => /** @type {[string, string]} */ ([pair[0], pair[1]])));

/** @param {string} text */
export function simplified(text) {
  return text.replace(/[\u4e00-\u9fff]/g, (letter) => SIMPLIFIED.get(letter) ?? letter);
}
