package io.dumpwarden.engines.random;

import java.util.ArrayList;
import java.util.List;

/** Makes random tables of everything that columns, keys and tables may be. */
final class TableMaker {

  private static final int MOST_COLUMNS = 14;
  private static final int WIDEST = 60;
  private static final int LARGE_VALUES = 100_000;

  private final Dice dice;
  private final Dialect dialect;
  private final List<RandomColumn> columns = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<Boolean> nullable = new ArrayList<>();
  private final List<String> computed = new ArrayList<>();

  TableMaker(Dice dice, Dialect dialect) {
    this.dice = dice;
    this.dialect = dialect;
  }

  RandomTable table(String name) {
    int count = dice.oneIn(25) ? dice.between(MOST_COLUMNS, WIDEST) : dice.between(1, MOST_COLUMNS);
    Names naming = new Names(dice);
    for (int i = 0; i < count; i++) {
      columns.add(column());
      names.add(naming.of("c", i));
      nullable.add(!dice.oneIn(3));
    }
    Keys keys = new Keys(dice, columns, names);
    keys.choose();
    keys.required().forEach(i -> nullable.set(i, false));
    return new RandomTable(name, definition(name, keys), names, rows());
  }

  private RandomColumn column() {
    return switch (dice.below(16)) {
      case 0, 1, 2, 3, 4 -> new Numbers(dice).any();
      case 5, 6, 7 -> new Times(dice).any();
      case 8, 9, 10, 11, 12 -> new Strings(dice, dialect).any();
      case 13 -> new Documents(dice).any();
      case 14 -> new Places(dice, dialect).any();
      default -> new Specialities(dice, dialect).any();
    };
  }

  private String definition(String name, Keys keys) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      parts.add(names.get(i) + " " + declared(i, keys));
      if (columns.get(i).integer() && dice.oneIn(6)) {
        parts.add(computed(i));
      }
    }
    parts.addAll(keys.clauses());
    return "CREATE TABLE " + name + " (\n  " + String.join(",\n  ", parts) + "\n)" + options(keys);
  }

  private String declared(int i, Keys keys) {
    StringBuilder declared = new StringBuilder(columns.get(i).type());
    declared.append(nullable.get(i) ? " NULL" : " NOT NULL");
    if (keys.counted() == i) {
      declared.append(" AUTO_INCREMENT");
    } else if (nullable.get(i) && columns.get(i).integer() && dice.oneIn(4)) {
      declared.append(" DEFAULT ").append(dice.below(100));
    }
    if (dice.oneIn(8)) {
      declared.append(" COMMENT ").append(Dice.quoted(dice.plainText(30)));
    }
    return declared.toString();
  }

  private String computed(int of) {
    String name = "`g" + computed.size() + "`";
    computed.add(name);
    String column = names.get(of);
    String expression =
        switch (dice.below(3)) {
          case 0 -> "BIGINT GENERATED ALWAYS AS (" + column + " % 1000)";
          case 1 -> "VARCHAR(60) GENERATED ALWAYS AS (CONCAT('it''s ', " + column + "))";
          default -> "BOOLEAN GENERATED ALWAYS AS (" + column + " IS NULL)";
        };
    return name + " " + expression + (dice.oneIn(2) ? " STORED" : " VIRTUAL");
  }

  private String options(Keys keys) {
    StringBuilder options = new StringBuilder();
    switch (dice.below(12)) {
      case 0 -> options.append(" ENGINE=MyISAM");
      case 1 -> options.append(dialect.mariadb() ? " ENGINE=Aria" : "");
      case 2 -> options.append(" ROW_FORMAT=COMPACT");
      default -> options.append(" ENGINE=InnoDB");
    }
    Dialect.Collation collation = dice.pick(dialect.collations());
    options.append(" DEFAULT CHARACTER SET=").append(collation.characterSet());
    options.append(" COLLATE=").append(collation.name());
    if (dice.oneIn(5)) {
      options.append(" COMMENT=").append(Dice.quoted(dice.plainText(40)));
    }
    options.append(keys.partitions());
    return options.toString();
  }

  private List<String> rows() {
    List<String> rows = new ArrayList<>();
    int size = 0;
    int wanted = count();
    while (rows.size() < wanted && size < LARGE_VALUES * 10) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        boolean none = nullable.get(i) && dice.oneIn(6);
        values.add(none ? "NULL" : columns.get(i).values().get());
      }
      rows.add("(" + String.join(", ", values) + ")");
      size += rows.get(rows.size() - 1).length();
    }
    return rows;
  }

  private int count() {
    return switch (dice.below(20)) {
      case 0, 1 -> 0;
      case 2, 3 -> 1;
      case 4 -> dice.between(300, 1500);
      case 5, 6, 7 -> dice.between(20, 200);
      default -> dice.between(2, 20);
    };
  }
}
