package io.dumpwarden.load;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the definitions of tables without transactions say that their counters go on. */
final class Counters {

  /** SHOW CREATE TABLE breaks no line within a text. */
  private static final Pattern COUNTER =
      Pattern.compile("^\\) ENGINE=(?!InnoDB)\\w+ AUTO_INCREMENT=(\\d+)", Pattern.MULTILINE);

  private record Name(String database, String table) {}

  private final Map<Name, String> all = new HashMap<>();

  /**
   * @param database of the target
   * @param createTable as {@code SHOW CREATE TABLE} gives it
   */
  void see(String database, String table, String createTable) {
    Matcher matcher = COUNTER.matcher(createTable);
    if (matcher.find()) {
      all.put(new Name(database, table), matcher.group(1));
    }
  }

  /** What emptying a table takes away. */
  Optional<String> of(Portion portion) {
    return Optional.ofNullable(all.get(new Name(portion.database(), portion.source().table())));
  }
}
