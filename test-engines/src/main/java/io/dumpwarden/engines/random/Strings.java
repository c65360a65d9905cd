package io.dumpwarden.engines.random;

import io.dumpwarden.engines.random.Dialect.Collation;
import java.util.List;

/** Texts of all character sets and collations, bytes, choices. */
record Strings(Dice dice, Dialect dialect) {

  private static final List<String> TEXTS = List.of("TINYTEXT", "TEXT", "MEDIUMTEXT", "LONGTEXT");
  private static final List<String> BLOBS = List.of("TINYBLOB", "BLOB", "MEDIUMBLOB", "LONGBLOB");
  private static final int PREFIX = 20;
  private static final int SHORT = 60;
  private static final int LONG = 400_000;
  private static final List<String> CHOICE_SETS = List.of("utf8mb4", "latin1", "koi8r", "gbk");

  RandomColumn any() {
    return switch (dice.below(9)) {
      case 0 -> sized("CHAR");
      case 1, 2, 3 -> sized("VARCHAR");
      case 4 -> text();
      case 5 -> bytes(dice.oneIn(2) ? "BINARY" : "VARBINARY");
      case 6 -> blob();
      case 7 -> enumeration();
      default -> set();
    };
  }

  RandomColumn sized(String type) {
    int length = dice.between(0, SHORT);
    Collation collation = dice.pick(dialect.collations());
    return new RandomColumn(
        type + "(" + length + ")" + collate(collation),
        length * collation.most(),
        0,
        () -> value(collation, length));
  }

  private RandomColumn text() {
    Collation collation = dice.pick(dialect.collations());
    int most = dice.oneIn(12) ? LONG : 200;
    return new RandomColumn(
        dice.pick(TEXTS) + collate(collation),
        PREFIX * collation.most(),
        PREFIX,
        () -> value(collation, dice.oneIn(20) ? most : 40));
  }

  RandomColumn bytes(String type) {
    int length = dice.between(0, SHORT);
    return new RandomColumn(
        type + "(" + length + ")", length, 0, () -> "x'" + dice.hex(dice.below(length + 1)) + "'");
  }

  private RandomColumn blob() {
    int most = dice.oneIn(12) ? LONG : 200;
    return new RandomColumn(
        dice.pick(BLOBS),
        PREFIX,
        PREFIX,
        () -> "x'" + dice.hex(dice.below(dice.oneIn(20) ? most : 40)) + "'");
  }

  /** Where a byte is a character, all of them; what the others can hold of a text elsewhere. */
  private String value(Collation collation, int most) {
    return collation.most() == 1 && dice.oneIn(4)
        ? "x'" + dice.hex(dice.below(most + 1)) + "'"
        : Dice.literal(dice.text(most));
  }

  private static String collate(Collation collation) {
    return " CHARACTER SET " + collation.characterSet() + " COLLATE " + collation.name();
  }

  private RandomColumn enumeration() {
    int members = dice.between(1, 20);
    return RandomColumn.keyed("ENUM" + choices(members), 2, () -> "" + dice.between(0, members));
  }

  private RandomColumn set() {
    int members = dice.between(1, 20);
    return RandomColumn.keyed("SET" + choices(members), 8, () -> "" + dice.below(1 << members));
  }

  private String choices(int members) {
    StringBuilder choices = new StringBuilder("(");
    for (int i = 0; i < members; i++) {
      // its number makes it another one under every collation
      String member = i + dice.plainText(8).replace(",", ".").strip() + "_";
      choices.append(i == 0 ? "" : ",").append(Dice.quoted(member));
    }
    return choices + ") CHARACTER SET " + dice.pick(CHOICE_SETS);
  }
}
