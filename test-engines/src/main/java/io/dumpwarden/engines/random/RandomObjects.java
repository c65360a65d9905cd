package io.dumpwarden.engines.random;

import java.util.ArrayList;
import java.util.List;

/** Views, triggers, routines and events around a random table. */
record RandomObjects(Dice dice, RandomTable table, int number) {

  List<String> statements() {
    List<String> statements = new ArrayList<>();
    String column = dice.pick(table.columns());
    String words = Dice.quoted(dice.plainText(20));
    if (dice.oneIn(2)) {
      statements.add(
          "CREATE VIEW `v%d` AS SELECT %s, %s AS words FROM %s"
              .formatted(number, column, words, table.name()));
    }
    if (dice.oneIn(3)) {
      statements.add(
          "CREATE TRIGGER `t%d` BEFORE INSERT ON %s FOR EACH ROW SET @x = %s, @y = NEW.%s"
              .formatted(number, table.name(), words, column));
    }
    if (dice.oneIn(3)) {
      statements.add(
          "CREATE PROCEDURE `p%d`(a INT) COMMENT %s BEGIN SELECT %s; SELECT a; END"
              .formatted(number, words, words));
      statements.add(
          "CREATE FUNCTION `f%d`(a INT) RETURNS INT DETERMINISTIC COMMENT %s RETURN a + %d"
              .formatted(number, words, dice.below(100)));
    }
    if (dice.oneIn(4)) {
      statements.add(
          "CREATE EVENT `e%d` ON SCHEDULE EVERY %d DAY STARTS '2037-01-01' DISABLE COMMENT %s DO SET @x = %s"
              .formatted(number, dice.between(1, 90), words, words));
    }
    return statements;
  }
}
