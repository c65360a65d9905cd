package io.dumpwarden.app.demo;

import java.util.List;
import java.util.Random;

/** Words, names and remarks of many scripts, with what quoting and character sets stumble over. */
final class SampleText {

  private static final List<String> WORDS =
      List.of(
          ("solid oak garden chair folding light warm quiet small large blue green red handmade"
                  + " recycled cotton steel glass lamp desk shelf kettle cup plate knife board"
                  + " blanket pillow carpet mirror clock frame basket bottle pocket travel winter"
                  + " summer outdoor kitchen office children's wireless classic modern portable")
              .split(" "));

  private static final List<String> GIVEN =
      List.of(
          "Ada",
          "Björn",
          "Chloé",
          "Đorđe",
          "Émile",
          "Fatma",
          "Grażyna",
          "Håkon",
          "İpek",
          "João",
          "Kateřina",
          "Łukasz",
          "Marie-Luise",
          "Niamh",
          "Øystein",
          "Priya",
          "Siân",
          "Ægir",
          "Ольга",
          "Γιώργος",
          "美咲",
          "지우",
          "محمد",
          "נועה",
          "สมชาย",
          "अनिता");

  private static final List<String> FAMILY =
      List.of(
          "O'Brien",
          "Müller",
          "Nguyễn",
          "D’Angelo",
          "Smith-Jones",
          "Šimůnková",
          "García",
          "Żak",
          "van der Berg",
          "Ivanov",
          "佐藤",
          "김",
          "الخطيب",
          "כהן",
          "Åström",
          "Null",
          "\"Ace\" Wood",
          "Back\\slash",
          "𠮷野",
          "Ünal");

  private static final List<String> REMARKS =
      List.of(
          "Great 👍🏽, would buy again 🎉",
          "非常好,物流很快。𠮷",
          "ممتاز جدًا، شكرًا لكم",
          "מוצר מצוין — אין תלונות",
          "It's \"fine\"; DROP TABLE reviews; -- said nobody",
          "C:\\new\\table\\0.txt \\' \\\\ %_",
          "First line\nsecond line\r\nthird\twith a tab",
          "Семья: 👨‍👩‍👧‍👦 рада",
          "Zero\u200Bwidth, e\u0301 and é, \u202Eright to left\u202C",
          "''); \u001A and a control character",
          "/*!50000 not a comment */ # nor this",
          "𝔊𝔬𝔱𝔥𝔦𝔠, ﷽, ½ price, 5 € less",
          "");

  private final Random random;

  SampleText(Random random) {
    this.random = random;
  }

  String name() {
    return pick(GIVEN) + " " + pick(FAMILY);
  }

  String word() {
    return pick(WORDS);
  }

  String words(int count) {
    StringBuilder text = new StringBuilder(word());
    for (int i = 1; i < count; i++) {
      text.append(' ').append(word());
    }
    return text.toString();
  }

  String remark() {
    return pick(REMARKS);
  }

  <T> T pick(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
